package org.countersign.platform;

import java.lang.reflect.Constructor;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.UUID;
import org.countersign.kernel.Id;
import org.countersign.kernel.Price;
import org.countersign.kernel.Quantity;
import org.erdtman.jcs.JsonCanonicalizer;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;

/**
 * How values are written as JSON, everywhere alike: ids and decimals as strings, money as amount and currency, codes in
 * lower case, times in ISO 8601. What is read must be known: a field that does not exist is refused, not ignored.
 */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(values())
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private Json() {}

    /** The mapper that the API, the journal and the idempotency store share. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /** The one form of a value that hashes are made from: JSON in the canonical form of RFC 8785. */
    public static byte[] canonical(Object value) {
        try {
            return new JsonCanonicalizer(text(value)).getEncodedUTF8();
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException("a value that is no JSON", e);
        }
    }

    static SimpleModule values() {
        var module = new SimpleModule("countersign");
        module.setDeserializers(new Ids());
        module.addSerializer(
                Id.class,
                written(Id.class, (id, json) -> json.writeString(id.value().toString())));
        module.addSerializer(
                Enum.class,
                written(Enum.class, (e, json) -> json.writeString(e.name().toLowerCase(Locale.ROOT))));
        module.addSerializer(
                BigDecimal.class, written(BigDecimal.class, (n, json) -> json.writeString(n.toPlainString())));
        module.addSerializer(Quantity.class, written(Quantity.class, (q, json) -> json.writeString(q.toString())));
        module.addSerializer(
                CurrencyUnit.class, written(CurrencyUnit.class, (c, json) -> json.writeString(c.getCode())));
        module.addSerializer(Money.class, written(Money.class, (money, json) -> {
            json.writeStartObject();
            json.writeStringProperty("amount", money.getAmount().toPlainString());
            json.writeStringProperty("currency", money.getCurrencyUnit().getCode());
            json.writeEndObject();
        }));
        module.addSerializer(Price.class, written(Price.class, (price, json) -> {
            json.writeStartObject();
            json.writeStringProperty("amount", price.amount().getAmount().toPlainString());
            json.writeStringProperty("currency", price.currency().getCode());
            json.writeStringProperty("per", price.per().toString());
            json.writeEndObject();
        }));
        module.addDeserializer(Quantity.class, read(Quantity.class, node -> new Quantity(decimal(node))));
        module.addDeserializer(CurrencyUnit.class, read(CurrencyUnit.class, node -> CurrencyUnit.of(node.asString())));
        module.addDeserializer(
                Money.class, read(Money.class, node -> Money.of(currency(node), decimal(node.path("amount")))));
        module.addDeserializer(
                Price.class,
                read(
                        Price.class,
                        node -> new Price(
                                BigMoney.of(currency(node), decimal(node.path("amount"))),
                                node.has("per") ? new Quantity(decimal(node.path("per"))) : Quantity.of(1))));
        return module;
    }

    private static CurrencyUnit currency(JsonNode node) {
        return CurrencyUnit.of(node.path("currency").asString());
    }

    private static BigDecimal decimal(JsonNode node) {
        return new BigDecimal(node.asString());
    }

    private interface Writing<T> {
        void write(T value, JsonGenerator json);
    }

    private interface Reading<T> {
        T read(JsonNode node);
    }

    private static <T> ValueSerializer<T> written(Class<T> type, Writing<T> writing) {
        return new ValueSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializationContext context) {
                writing.write(value, json);
            }

            @Override
            public Class<?> handledType() {
                return type;
            }
        };
    }

    private static <T> ValueDeserializer<T> read(Class<T> type, Reading<T> reading) {
        return new StdDeserializer<T>(type) {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) {
                var node = context.readTree(parser);
                try {
                    return reading.read(node);
                } catch (IllegalArgumentException | ArithmeticException e) {
                    return context.reportInputMismatch(type, "no %s: %s", type.getSimpleName(), node);
                }
            }
        };
    }

    /** Reads any typed id from its string. */
    private static final class Ids extends SimpleDeserializers {

        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            var raw = type.getRawClass();
            return Id.class.isAssignableFrom(raw) && raw.isRecord()
                    ? id(raw.asSubclass(Id.class))
                    : super.findBeanDeserializer(type, config, description);
        }

        private static <T extends Id> ValueDeserializer<T> id(Class<T> type) {
            var constructor = constructor(type);
            return Json.read(type, node -> made(constructor, UUID.fromString(node.asString())));
        }

        private static <T> Constructor<T> constructor(Class<T> type) {
            try {
                return type.getConstructor(UUID.class);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " is no public record of one UUID", e);
            }
        }

        private static <T> T made(Constructor<T> constructor, UUID value) {
            try {
                return constructor.newInstance(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
