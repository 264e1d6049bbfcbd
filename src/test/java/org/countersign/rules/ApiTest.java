package org.countersign.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        var grant = schemas.path("GrantWish").path("properties");
        assertThat(grant.path("granted")
                        .path("properties")
                        .path("amount")
                        .path("type")
                        .asString())
                .isEqualTo("string");
        assertThat(grant.path("stop").path("enum").valueStream().map(JsonNode::asString))
                .containsExactly("hard", "warn");
        var bic = schemas.path("BankWish").path("properties").path("bic").path("type");
        assertThat(bic.valueStream().map(JsonNode::asString)).containsExactlyInAnyOrder("string", "null");
    }

    private JsonNode served() {
        var answer = Caller.on(port).get("/api/v1/openapi.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }
}
