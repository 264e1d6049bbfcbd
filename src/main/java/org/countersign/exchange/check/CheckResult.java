package org.countersign.exchange.check;

import java.util.List;
import org.countersign.exchange.DocumentKind;

/** What became of holding a document against its rules. */
public sealed interface CheckResult {

    /**
     * What a document says it is, and what it was held against.
     *
     * @param format the syntax, for example {@code UBL 2.1}
     * @param customization the specification it claims to follow (BT-24), empty if it claims none
     * @param profile the business process it claims to be part of (BT-23), empty if it claims none
     * @param ruleSet name and version of the rules applied, for example {@code Peppol 2026.5}
     */
    record Identity(DocumentKind kind, String format, String customization, String profile, String ruleSet) {}

    /** It obeys every rule; it can be read. */
    record Valid(Identity identity) implements CheckResult {}

    /** It is of a kind we understand and breaks these rules; at most {@value DocumentCheck#MOST_ERRORS} are told. */
    record Invalid(Identity identity, List<RuleError> errors) implements CheckResult {

        public Invalid {
            errors = List.copyOf(errors);
        }
    }

    /** It is something we do not take in; {@code kind} says what it looks like. */
    record Unsupported(String kind) implements CheckResult {}

    /** It wants to be XML and is broken, too large, too deep, or tries what no business document needs. */
    record Unreadable(List<RuleError> errors) implements CheckResult {

        public Unreadable {
            errors = List.copyOf(errors);
        }
    }
}
