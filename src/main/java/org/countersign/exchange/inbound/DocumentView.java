package org.countersign.exchange.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.platform.ContentId;
import org.countersign.platform.Problem.Mistake;

/**
 * One document that was handed in, with what became of it.
 *
 * @param kind a code of {@link org.countersign.exchange.DocumentKind} in lower case, or words for what is not supported;
 *     empty while it is not known
 * @param sender the name of who wrote it, as it says; empty where it could not be read
 * @param reason why it is unplaced, returned, refused or dismissed; empty otherwise
 * @param errors the rules that it breaks
 * @param first the document that it repeats
 * @param notice the notice to the sender of what is returned
 */
public record DocumentView(
        InboundId id,
        String kind,
        String format,
        Disposition disposition,
        List<Became> became,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String sender,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String number,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String reason,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Mistake> errors,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String ruleSet,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<InboundId> first,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<ContentId> notice,
        ContentId content,
        Instant receivedAt,
        String receivedFrom,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> dismissedBy) {

    public DocumentView {
        became = List.copyOf(became);
        errors = List.copyOf(errors);
    }

    /** Whether it waits for a person or for its counterpart. */
    public boolean waits() {
        return disposition == Disposition.UNPLACED && dismissedBy.isEmpty();
    }

    DocumentView with(List<Became> what) {
        return new DocumentView(
                id,
                kind,
                format,
                disposition,
                what,
                sender,
                number,
                reason,
                errors,
                ruleSet,
                first,
                notice,
                content,
                receivedAt,
                receivedFrom,
                dismissedBy);
    }
}
