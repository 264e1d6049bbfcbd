package org.countersign.web.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;

/** The refusals that any operation of its kind may answer, with the codes that are the same everywhere. */
enum ApiProblems {
    UNREADABLE(400, "It could not be read: unreadable, if-match-unreadable, key-unreadable"),
    NOBODY(401, "No valid API key came with it: key-needed"),
    NOT_YOURS(403, "Not of your roles, or of your duty in this case: not-your-role; the fact lifted-by names who may"),
    MISSING(404, "It is missing or not yours to see: not-found"),
    CONFLICT(409, "Not in this phase, there already, or a lost race: busy, key-in-use"),
    STALE(412, "It was changed since you read it: stale"),
    TOO_LARGE(413, "More than 20 MB: too-large"),
    MEDIA_TYPE(415, "Not in a media type that is read here: media-type"),
    RULE(422, "A rule refuses it; the facts say what was expected and what came: key-reused, key-too-long"),
    VERSION_UNNAMED(428, "The version you saw is not named: if-match-missing"),
    TOO_MUCH(429, "Too much at once; wait and try again"),
    UNAVAILABLE(503, "Too busy, or the database does not answer: too-busy, unavailable");

    private static final String SCHEMA = "Problem";

    private final int status;
    private final String description;

    ApiProblems(int status, String description) {
        this.status = status;
        this.description = description;
    }

    String status() {
        return Integer.toString(status);
    }

    ApiResponse reference() {
        return new ApiResponse().$ref("#/components/responses/" + key());
    }

    static void describe(Components components) {
        components.addSchemas(SCHEMA, problem());
        for (var problem : values()) {
            components.addResponses(problem.key(), problem.response());
        }
    }

    private String key() {
        return "Refused" + status;
    }

    private ApiResponse response() {
        var response = new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + SCHEMA))));
        return this == UNAVAILABLE
                ? response.addHeaderObject(
                        "Retry-After",
                        new Header()
                                .description("The seconds to wait, where they are known")
                                .schema(new IntegerSchema()))
                : response;
    }

    private static Schema<?> problem() {
        var mistake = new ObjectSchema();
        mistake.addProperty("rule", new StringSchema());
        mistake.addProperty("message", new StringSchema());
        mistake.addProperty("location", new StringSchema());
        var facts = new ObjectSchema();
        facts.description("What the refusal rests on, such as expected, actual, lifted-by");
        facts.additionalProperties(new StringSchema());
        var problem = new ObjectSchema();
        problem.description("Why something was refused (RFC 9457); each fact stands beside the named members too");
        problem.addProperty("type", new StringSchema().description("The address of the page that explains the code"));
        problem.addProperty("title", new StringSchema());
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("detail", new StringSchema().description("A sentence for a person"));
        problem.addProperty("code", new StringSchema().description("Stable, for programs"));
        problem.addProperty("facts", facts);
        problem.addProperty(
                "errors",
                new ArraySchema()
                        .items(mistake)
                        .description("One entry per mistake of a document, where several were found"));
        problem.required(List.of("type", "title", "status", "code"));
        problem.additionalProperties(new StringSchema());
        return problem;
    }
}
