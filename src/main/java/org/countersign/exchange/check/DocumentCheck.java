package org.countersign.exchange.check;

import java.util.List;
import java.util.Optional;
import org.countersign.exchange.DocumentKind;
import org.countersign.exchange.check.CheckResult.Identity;
import org.countersign.exchange.check.CheckResult.Invalid;
import org.countersign.exchange.check.CheckResult.Unreadable;
import org.countersign.exchange.check.CheckResult.Unsupported;
import org.countersign.exchange.check.CheckResult.Valid;
import org.countersign.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Holds a document against the official rules of its kind. Ordering documents are always held against the Peppol
 * transaction of their kind, whatever they claim to follow; an invoice or credit note that claims Peppol BIS Billing 3
 * against EN 16931 and Peppol, any other against EN 16931 alone. Warnings of the rules are not errors.
 *
 * <p>Safe for any number of threads. The first document of each kind waits a few seconds for its rules to be compiled,
 * unless {@link #warmUp} was called.
 */
public final class DocumentCheck {

    public static final int MOST_ERRORS = 100;

    private static final String UBL = "urn:oasis:names:specification:ubl:schema:xsd:";
    private static final String CII = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";
    private static final String PEPPOL_BILLING =
            "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
    private static final String SELF_BILLING =
            "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0";
    private static final String RESPONSE_ADVANCED = "urn:fdc:peppol.eu:poacc:trns:order_response_advanced:3";
    private static final String AGREEMENT = "urn:fdc:peppol.eu:poacc:trns:order_agreement:3";

    private DocumentCheck() {}

    public static CheckResult check(byte[] bytes) {
        var foreign = OtherFormat.of(bytes);
        if (foreign.isPresent()) {
            return new Unsupported(foreign.get());
        }
        try {
            return checkXml(bytes);
        } catch (Refusal unreadable) {
            var facts = unreadable.facts().named();
            return new Unreadable(List.of(new RuleError(
                    facts.getOrDefault("rule", "XML"), unreadable.sentence(), facts.getOrDefault("location", ""))));
        }
    }

    /** Compiles every rule set, which takes some ten seconds of one processor; harmless to repeat. */
    public static void warmUp() {
        for (var rules : RuleSet.values()) {
            rules.warmUp();
        }
    }

    private static CheckResult checkXml(byte[] bytes) {
        var outline = Outline.of(bytes);
        var rules = rules(outline);
        if (rules.isEmpty()) {
            return new Unsupported(name(outline));
        }
        var applied = rules.get();
        var identity = new Identity(
                kind(applied), applied.format(), outline.customization(), outline.profile(), applied.title());
        var errors = applied.errors(bytes, MOST_ERRORS);
        return errors.isEmpty() ? new Valid(identity) : new Invalid(identity, errors);
    }

    private static Optional<RuleSet> rules(Outline outline) {
        if (!outline.namespace().equals(UBL + outline.root() + "-2")) {
            return Optional.empty();
        }
        var claim = outline.customization();
        return Optional.ofNullable(
                switch (outline.root()) {
                    case "Order" -> RuleSet.ORDER;
                    case "OrderChange" -> RuleSet.ORDER_CHANGE;
                    case "OrderCancellation" -> RuleSet.ORDER_CANCELLATION;
                    case "OrderResponse" -> response(claim);
                    case "DespatchAdvice" -> RuleSet.DESPATCH_ADVICE;
                    case "Invoice" -> bill(claim, RuleSet.PEPPOL_INVOICE, RuleSet.EN_INVOICE);
                    case "CreditNote" -> bill(claim, RuleSet.PEPPOL_CREDIT_NOTE, RuleSet.EN_CREDIT_NOTE);
                    default -> null;
                });
    }

    private static @Nullable RuleSet response(String claim) {
        return switch (claim) {
            case AGREEMENT -> null;
            case RESPONSE_ADVANCED -> RuleSet.ORDER_RESPONSE_ADVANCED;
            default -> RuleSet.ORDER_RESPONSE;
        };
    }

    private static @Nullable RuleSet bill(String claim, RuleSet peppol, RuleSet european) {
        if (claim.startsWith(SELF_BILLING)) {
            return null;
        }
        return claim.startsWith(PEPPOL_BILLING) ? peppol : european;
    }

    private static DocumentKind kind(RuleSet rules) {
        return switch (rules) {
            case ORDER -> DocumentKind.ORDER;
            case ORDER_CHANGE -> DocumentKind.ORDER_CHANGE;
            case ORDER_CANCELLATION -> DocumentKind.ORDER_CANCELLATION;
            case ORDER_RESPONSE, ORDER_RESPONSE_ADVANCED -> DocumentKind.ORDER_RESPONSE;
            case DESPATCH_ADVICE -> DocumentKind.DESPATCH_ADVICE;
            case PEPPOL_INVOICE, EN_INVOICE -> DocumentKind.INVOICE;
            case PEPPOL_CREDIT_NOTE, EN_CREDIT_NOTE -> DocumentKind.CREDIT_NOTE;
        };
    }

    /** What it looks like, for the person who is told that it is not taken in. */
    private static String name(Outline outline) {
        var root = outline.root();
        if (outline.namespace().equals(CII)) {
            return "CII " + root;
        }
        if (!outline.namespace().equals(UBL + root + "-2")) {
            return outline.namespace().isEmpty()
                    ? "XML <" + root + ">"
                    : "XML <" + root + "> of " + outline.namespace();
        }
        if (outline.customization().equals(AGREEMENT)) {
            return "UBL OrderAgreement";
        }
        return outline.customization().startsWith(SELF_BILLING) ? "UBL self-billed " + root : "UBL " + root;
    }
}
