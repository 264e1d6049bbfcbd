package org.countersign.exchange.outbound;

import java.util.List;
import java.util.stream.Collectors;
import org.countersign.exchange.check.CheckResult;
import org.countersign.exchange.check.DocumentCheck;
import org.countersign.exchange.check.RuleError;
import org.countersign.order.document.OrderPdf;

/** A document in one form, with its bytes; {@code failure} says why it must not leave the house, empty if it may. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Made(MessageKey key, String number, byte[] bytes, String failure, String ruleSet) {

    private static final int MOST_TOLD = 3;

    static Made pdf(Dossier dossier) {
        return new Made(key(dossier, Format.PDF), dossier.number(), OrderPdf.render(PaperForm.of(dossier)), "", "");
    }

    /** As UBL; what the official rules do not accept is kept to be looked at, and not sent. */
    static Made ubl(Dossier dossier) {
        var bytes = UblForm.of(dossier);
        var key = key(dossier, Format.UBL);
        return switch (DocumentCheck.check(bytes)) {
            case CheckResult.Valid(var identity) -> new Made(key, dossier.number(), bytes, "", identity.ruleSet());
            case CheckResult.Invalid(var identity, var errors) ->
                new Made(key, dossier.number(), bytes, failure(errors), identity.ruleSet());
            case CheckResult.Unreadable(var errors) -> new Made(key, dossier.number(), bytes, failure(errors), "");
            case CheckResult.Unsupported(var kind) ->
                throw new IllegalStateException("we wrote what we do not read: " + kind);
        };
    }

    private static MessageKey key(Dossier dossier, Format format) {
        return new MessageKey(dossier.cause().kind(), dossier.cause().revision(), format);
    }

    private static String failure(List<RuleError> errors) {
        return errors.stream()
                .limit(MOST_TOLD)
                .map(error -> error.rule() + ": " + error.message())
                .collect(Collectors.joining(" "));
    }
}
