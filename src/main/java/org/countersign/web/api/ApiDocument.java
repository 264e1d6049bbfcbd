package org.countersign.web.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;

/** What the OpenAPI document says beyond what the resources show by themselves. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final String KEY = "key";
    private static final String PROBLEM = "Problem";

    static {
        SpringDocUtils.getConfig()
                .replaceWithSchema(Money.class, money())
                .replaceWithSchema(Price.class, price())
                .replaceWithSchema(Quantity.class, decimal("A quantity, with at most 12 digits after the point"))
                .replaceWithSchema(BigDecimal.class, decimal("A decimal, written as text so that no digit is lost"))
                .replaceWithSchema(CurrencyUnit.class, currency());
    }

    @Bean
    RecordSchemas recordSchemas() {
        return new RecordSchemas();
    }

    /** Every operation is named after the method that answers it and grouped under its resource. */
    @Bean
    OperationCustomizer named() {
        return (operation, method) -> operation
                .operationId(group(method).replace(' ', '-') + "."
                        + method.getMethod().getName())
                .summary(summary(method))
                .tags(List.of(group(method)));
    }

    @Bean
    OpenApiCustomizer described() {
        return document -> {
            document.info(new Info()
                            .title("Countersign")
                            .version("1")
                            .description("Purchase orders from the request to the payment. Send an API key as a bearer"
                                    + " token; send an Idempotency-Key with a POST that may be repeated.")
                            .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                    .servers(List.of(new Server().url("/").description("This installation")))
                    .security(List.of(new SecurityRequirement().addList(KEY)));
            var components = document.getComponents() == null ? new Components() : document.getComponents();
            components
                    .addSecuritySchemes(
                            KEY,
                            new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                    .addSchemas(PROBLEM, problem());
            document.components(components).tags(tags(document));
            document.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(ApiDocument::refusable);
        };
    }

    private static List<Tag> tags(OpenAPI document) {
        var names = new TreeSet<String>();
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> names.addAll(operation.getTags()));
        return names.stream().map(name -> new Tag().name(name)).toList();
    }

    /** Whatever is refused is answered with a problem document. */
    private static void refusable(Operation operation) {
        operation
                .getResponses()
                .addApiResponse(
                        "4XX",
                        new ApiResponse()
                                .description("Refused: the code says why, the facts what it rests on")
                                .content(new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType()
                                                        .schema(new Schema<>()
                                                                .$ref("#/components/schemas/" + PROBLEM)))));
    }

    private static String group(HandlerMethod method) {
        return words(method.getBeanType().getSimpleName().replaceAll("s?Resource$", ""));
    }

    private static String summary(HandlerMethod method) {
        var words = words(method.getMethod().getName());
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static Schema<?> money() {
        var money = new ObjectSchema();
        money.description("An amount of money");
        money.addProperty("amount", decimal("With the currency's digits after the point"));
        money.addProperty("currency", currency());
        money.required(List.of("amount", "currency"));
        return money;
    }

    private static Schema<?> price() {
        var price = new ObjectSchema();
        price.description("A net unit price: so much for so many units");
        price.addProperty("amount", decimal("With at most 12 digits after the point"));
        price.addProperty("currency", currency());
        price.addProperty("per", decimal("The quantity that the amount is for; 1 as a rule"));
        price.required(List.of("amount", "currency", "per"));
        return price;
    }

    private static Schema<?> decimal(String description) {
        return new StringSchema().format("decimal").description(description).example("1200.50");
    }

    private static Schema<?> currency() {
        return new StringSchema().description("ISO 4217").example("EUR").pattern("^[A-Z]{3}$");
    }

    private static Schema<?> problem() {
        var facts = new ObjectSchema();
        facts.description("What the refusal rests on, such as expected, actual, lifted-by");
        facts.additionalProperties(new StringSchema());
        var problem = new ObjectSchema();
        problem.description("Why something was refused (RFC 9457)");
        problem.addProperty("type", new StringSchema().description("The address of the page that explains the code"));
        problem.addProperty("title", new StringSchema());
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("detail", new StringSchema().description("A sentence for a person"));
        problem.addProperty("code", new StringSchema().description("Stable, for programs"));
        problem.addProperty("facts", facts);
        problem.required(List.of("type", "title", "status", "detail", "code"));
        return problem;
    }
}
