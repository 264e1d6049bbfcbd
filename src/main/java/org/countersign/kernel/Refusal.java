package org.countersign.kernel;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A business "no": a stable code, one sentence that says what to do next, and the facts behind it. It never leaves an
 * effect. The edge turns it into a problem document (422, or 409 for {@link Kind#CONFLICT}) or a message on the form.
 */
public final class Refusal extends RuntimeException {

    /**
     * Why the answer is no: a rule; the document's phase or a lost race; missing authority; something that cannot be read;
     * a condition the request had to name; too large; nobody signed in; too much at once.
     */
    public enum Kind {
        RULE,
        CONFLICT,
        FORBIDDEN,
        UNREADABLE,
        PRECONDITION,
        TOO_LARGE,
        UNKNOWN_PERSON,
        TOO_MANY
    }

    private final Kind kind;
    private final String code;
    private final transient Facts facts;

    public Refusal(Kind kind, String code, String sentence, Facts facts) {
        super(sentence, null, false, false);
        this.kind = kind;
        this.code = code;
        this.facts = facts;
    }

    public static Refusal rule(String code, String sentence, Facts facts) {
        return new Refusal(Kind.RULE, code, sentence, facts);
    }

    public static Refusal rule(String code, String sentence) {
        return rule(code, sentence, Facts.none());
    }

    public static Refusal conflict(String code, String sentence, Facts facts) {
        return new Refusal(Kind.CONFLICT, code, sentence, facts);
    }

    public static Refusal conflict(String code, String sentence) {
        return conflict(code, sentence, Facts.none());
    }

    public static Refusal forbidden(String code, String sentence, Facts facts) {
        return new Refusal(Kind.FORBIDDEN, code, sentence, facts);
    }

    public static Refusal unreadable(String code, String sentence, Facts facts) {
        return new Refusal(Kind.UNREADABLE, code, sentence, facts);
    }

    /** Refuses with the code and the sentence unless the condition holds. */
    public static void unless(boolean condition, String code, String sentence) {
        if (!condition) {
            throw rule(code, sentence);
        }
    }

    /** Refuses as given unless the condition holds; the refusal is only made when it is needed. */
    public static void unless(boolean condition, Supplier<Refusal> refusal) {
        if (!condition) {
            throw refusal.get();
        }
    }

    /** The same refusal, with one more fact: where it stands. */
    public Refusal and(String fact, Object value) {
        return new Refusal(kind, code, sentence(), facts.and(fact, value));
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public Facts facts() {
        return facts;
    }

    /**
     * What a refusal rests on, by name: line, measure, expected, actual, allowed, rule, lifted-by, first, field ... Only
     * those that apply are there, in the order in which they were added.
     */
    public record Facts(Map<String, String> named) {

        public Facts {
            named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
        }

        public static Facts none() {
            return new Facts(Map.of());
        }

        public static Facts of(String name, Object value) {
            return none().and(name, value);
        }

        public Facts and(String name, Object value) {
            var more = new LinkedHashMap<>(named);
            more.put(name, value instanceof BigDecimal number ? plain(number) : value.toString());
            return new Facts(more);
        }

        /** Adds what was measured: the figure the rule expected, the one that came, and what would still have passed. */
        public Facts measured(String measure, Object expected, Object actual, Object allowed) {
            return and("measure", measure)
                    .and("expected", expected)
                    .and("actual", actual)
                    .and("allowed", allowed);
        }

        /** Adds the rule's id and who may lift it, a role or a named person. */
        public Facts under(String rule, String liftedBy) {
            return and("rule", rule).and("lifted-by", liftedBy);
        }

        private static String plain(BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
    }
}
