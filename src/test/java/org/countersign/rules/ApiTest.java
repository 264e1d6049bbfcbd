package org.countersign.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.countersign.Caller;
import org.countersign.TestApp;
import org.countersign.platform.Json;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The API is what {@code docs/openapi.json} says; {@code -Dcountersign.write=true} writes it anew. */
@TestApp
class ApiTest {

    private static final Path KEPT = Path.of("docs/openapi.json");

    @LocalServerPort
    private int port;

    @Test
    void theDocumentServedIsTheOneInDocs() throws IOException {
        var served = served().toPrettyString() + "\n";

        if (Boolean.getBoolean("countersign.write")) {
            Files.writeString(KEPT, served);
        }

        assertThat(served).isEqualTo(Files.readString(KEPT));
    }

    @Test
    void valuesAreDescribedAsTheyAreWritten() {
        var schemas = served().path("components").path("schemas");

        var terms = schemas.path("VendorTerms");
        assertThat(terms.path("required").valueStream().map(JsonNode::asString)).contains("name", "paymentDays");
        var grant = schemas.path("BudgetGrantWish").path("properties");
        assertThat(grant.path("granted")
                        .path("properties")
                        .path("amount")
                        .path("type")
                        .asString())
                .isEqualTo("string");
        assertThat(grant.path("stop").path("enum").valueStream().map(JsonNode::asString))
                .containsExactly("hard", "warn");
        var bic = schemas.path("VendorBankWish").path("properties").path("bic").path("type");
        assertThat(bic.valueStream().map(JsonNode::asString)).containsExactlyInAnyOrder("string", "null");
        var answer = schemas.path("OrderNoted");
        assertThat(answer.path("required").valueStream().map(JsonNode::asString))
                .containsExactly("answer");
    }

    @Test
    void everyBodyHasTheSchemaOfItsOwnRecord() {
        var document = served();

        assertThat(body(document, "/api/v1/orders/{id}/answers")).isEqualTo("OrderNoted");
        assertThat(document.at("/components/schemas/OrderNoted/properties/lines/items/$ref")
                        .asString())
                .endsWith("/VendorAnswerLine");
        assertThat(document.at("/components/schemas/BillWish/properties/lines/items/$ref")
                        .asString())
                .endsWith("/BillWishLine");
        assertThat(document.at("/components/schemas/RequisitionRequest/properties/lines/items/$ref")
                        .asString())
                .endsWith("/RequisitionRequestLine");
    }

    @Test
    void everyOperationShowsTheBodyOfItsAnswer() {
        var bare = answers(served())
                .flatMap(answer -> answer.getValue()
                        .path("content")
                        .propertyStream()
                        .filter(content -> content.getKey().endsWith("json"))
                        .filter(content -> !isNamed(content.getValue().path("schema")))
                        .map(_ -> answer.getKey()))
                .toList();

        assertThat(bare).isEmpty();
    }

    @Test
    void onlyFilesAndNoticesAreNoJson() {
        var others = answers(served())
                .filter(answer -> answer.getValue()
                        .path("content")
                        .propertyStream()
                        .anyMatch(content -> !content.getKey().equals("application/json")))
                .map(Map.Entry::getKey);

        assertThat(others)
                .containsExactlyInAnyOrder(
                        "get /api/v1/documents/{id}/content 200",
                        "get /api/v1/documents/{id}/notice 200",
                        "get /api/v1/orders/{id}/documents/{message}/content 200",
                        "get /api/v1/payment-proposals/{id}/file 200");
    }

    @Test
    void aPostThatMakesSomethingSaysWhere() {
        var silent = answers(served())
                .filter(answer -> answer.getKey().endsWith(" 201"))
                .filter(answer ->
                        !answer.getValue().at("/headers/Location/required").asBoolean())
                .map(Map.Entry::getKey);

        assertThat(silent).isEmpty();
    }

    @Test
    void everyOperationSaysInASentenceWhatItDoes() {
        var wordless = operations(served())
                .filter(operation ->
                        operation.getValue().path("summary").asString().split(" ").length < 3)
                .map(Map.Entry::getKey);

        assertThat(wordless).isEmpty();
    }

    private static boolean isNamed(JsonNode schema) {
        return schema.has("$ref")
                || schema.has("anyOf")
                || schema.has("additionalProperties")
                || isNamedAfterItsItems(schema);
    }

    private static boolean isNamedAfterItsItems(JsonNode schema) {
        return schema.path("type").asString("").equals("array") && isNamed(schema.path("items"));
    }

    private static String body(JsonNode document, String path) {
        var schema = document.path("paths").path(path).at("/post/requestBody/content/application~1json/schema/$ref");
        return schema.asString().replaceAll(".*/", "");
    }

    /** Each answer that is no refusal, by method, path and status. */
    private static Stream<Map.Entry<String, JsonNode>> answers(JsonNode document) {
        return operations(document)
                .flatMap(operation -> operation
                        .getValue()
                        .path("responses")
                        .propertyStream()
                        .filter(response -> response.getKey().startsWith("2"))
                        .map(response -> Map.entry(operation.getKey() + " " + response.getKey(), response.getValue())));
    }

    private static Stream<Map.Entry<String, JsonNode>> operations(JsonNode document) {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(method -> Map.entry(method.getKey() + " " + path.getKey(), method.getValue())));
    }

    private JsonNode served() {
        var answer = Caller.on(port).get("/api/v1/openapi.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }
}
