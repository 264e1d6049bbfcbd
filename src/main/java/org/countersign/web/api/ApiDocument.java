package org.countersign.web.api;

import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.countersign.platform.Chapter;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says beyond what the resources show by themselves. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    static {
        SpringDocUtils.getConfig()
                .replaceWithSchema(Money.class, money())
                .replaceWithSchema(Price.class, price())
                .replaceWithSchema(Quantity.class, decimal("A quantity, with at most 12 digits after the point"))
                .replaceWithSchema(BigDecimal.class, decimal("A decimal, written as text so that no digit is lost"))
                .replaceWithSchema(CurrencyUnit.class, currency());
    }

    @Bean
    SchemaNames schemaNames() {
        return new SchemaNames();
    }

    @Bean
    RecordSchemas recordSchemas(SchemaNames names) {
        return new RecordSchemas(names);
    }

    @Bean
    ApiOperations operations() {
        return new ApiOperations();
    }

    @Bean
    OpenApiCustomizer described(ListableBeanFactory resources, SchemaNames names, ApiOperations operations) {
        return document -> {
            names.requireOneTypeEach();
            document.info(new Info()
                            .title("Countersign")
                            .version("1")
                            .description("Purchase orders from the request to the payment. Send an API key as a bearer"
                                    + " token; send an Idempotency-Key with whatever may be sent twice.")
                            .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                    .servers(List.of(new Server().url("/").description("This installation")))
                    .security(List.of(new SecurityRequirement().addList(ApiOperations.BEARER)))
                    .tags(chapters(resources));
            document.getComponents()
                    .addSecuritySchemes(
                            ApiOperations.BEARER,
                            new SecurityScheme()
                                    .type(SecurityScheme.Type.HTTP)
                                    .scheme("bearer")
                                    .description("An API key of a person. An operation names the authorities that one"
                                            + " of the person's roles must have."));
            operations.answered().forEach(document.getComponents()::addSchemas);
            ApiProblems.describe(document.getComponents());
        };
    }

    private static List<Tag> chapters(ListableBeanFactory resources) {
        return resources.getBeansWithAnnotation(Chapter.class).values().stream()
                .map(resource -> resource.getClass().getAnnotation(Chapter.class))
                .map(chapter -> new Tag().name(chapter.value()).description(chapter.about()))
                .sorted(Comparator.comparing(Tag::getName))
                .toList();
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
}
