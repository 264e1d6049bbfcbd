package org.countersign.exchange.check;

/**
 * One breach of one official rule.
 *
 * @param rule the rule's own id ({@code BR-CO-15}, {@code PEPPOL-T01-R016}), {@code XSD} for the schema, or {@code XML}
 *     and its kin for text that is not XML we accept
 * @param message what the rule says, in its authors' words, at most 500 characters
 * @param location line and column, or the path to the element; empty if the whole document is meant
 */
public record RuleError(String rule, String message, String location) {

    private static final int LONGEST = 500;

    public RuleError {
        message = shortened(message);
        location = shortened(location);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
