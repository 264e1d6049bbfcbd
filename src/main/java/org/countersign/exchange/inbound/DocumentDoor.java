package org.countersign.exchange.inbound;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.exchange.check.CheckResult;
import org.countersign.exchange.check.DocumentCheck;
import org.countersign.exchange.check.RuleError;
import org.countersign.exchange.inbound.DocumentEvent.DocumentDismissed;
import org.countersign.exchange.inbound.DocumentEvent.DocumentPlaced;
import org.countersign.exchange.inbound.DocumentEvent.DocumentRefused;
import org.countersign.exchange.inbound.DocumentEvent.DocumentReturned;
import org.countersign.exchange.inbound.DocumentEvent.DocumentUnplaced;
import org.countersign.exchange.inbound.DocumentStore.Verdict;
import org.countersign.exchange.inbound.Placement.Placed;
import org.countersign.exchange.inbound.Placement.Returned;
import org.countersign.exchange.inbound.Placement.Unplaced;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Reason;
import org.countersign.kernel.Refusal;
import org.countersign.kernel.Refusal.Facts;
import org.countersign.order.PurchaseOrder;
import org.countersign.platform.Contents;
import org.countersign.platform.Hash;
import org.countersign.platform.Ids;
import org.countersign.platform.Journal;
import org.countersign.platform.Problem.Mistake;
import org.countersign.platform.Transactions;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * The one door for documents, whatever their format and way. A document is kept in a transaction of its own before
 * anything is read from it, checked without one, and then placed in a second: that one belongs to the caller, with the
 * idempotency key of the request. The other doors join a transaction; this one opens those around the check itself.
 */
@Component
public class DocumentDoor {

    private static final Duration LEFT_BEHIND_AFTER = Duration.ofMinutes(1);

    private final DocumentStore documents;
    private final Placing placing;
    private final Checking checking;
    private final Contents contents;
    private final Transactions transactions;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    DocumentDoor(
            DocumentStore documents,
            Placing placing,
            Checking checking,
            Contents contents,
            Transactions transactions,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.documents = documents;
        this.placing = placing;
        this.checking = checking;
        this.contents = contents;
        this.transactions = transactions;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    // ---- handed in

    /** Keeps and checks; must be called without a transaction. Refuses what is above 20 MB, which is not kept. */
    public Reading read(byte[] bytes, String mediaType, Actor by) {
        by.require(Authority.POST_DOCUMENTS);
        Refusal.unless(bytes.length > 0, "document-empty", "There is no document in the request.");
        Refusal.unless(
                bytes.length <= Contents.LARGEST,
                () -> new Refusal(
                        Refusal.Kind.TOO_LARGE,
                        "too-large",
                        "At most 20 MB are taken at once.",
                        Facts.none().measured("bytes", Contents.LARGEST, bytes.length, Contents.LARGEST)));
        var hash = Hash.sha256(bytes);
        try {
            var first = transactions.read(by, () -> documents.sameBytes(by.organization(), hash));
            return first.isPresent()
                    ? new Reading.Repeated(repeated(first.get()))
                    : checked(keep(bytes, mediaType, hash, by), bytes, by);
        } catch (DuplicateKeyException _) {
            var first = transactions.read(by, () -> documents.sameBytes(by.organization(), hash));
            return new Reading.Repeated(repeated(first.orElseThrow()));
        }
    }

    /** Places what was read, in the open transaction. What the document itself is refused for is for {@link #refused}. */
    public DocumentView place(ValidDocument readable, Actor by) {
        by.require(Authority.POST_DOCUMENTS);
        var kept = documents.lock(by.organization(), readable.id()).orElseThrow();
        return kept.disposition() == Disposition.RECEIVED
                ? settle(readable, Optional.empty(), by)
                : document(readable.id(), by);
    }

    /** Notes that what was read was refused when it was placed; answers the refusal with the document's id. */
    public Refusal refused(ValidDocument readable, Refusal refusal, Actor by) {
        var identity = readable.identity();
        refuse(
                readable.id(),
                new Verdict(
                        Disposition.REFUSED,
                        identity.kind().name(),
                        identity.format(),
                        identity.ruleSet(),
                        refusal.sentence(),
                        List.of(new Mistake(refusal.code(), refusal.sentence(), "")),
                        Optional.empty()),
                by);
        return new Refusal(
                refusal.kind(),
                refusal.code(),
                refusal.sentence(),
                refusal.facts().and("id", readable.id()));
    }

    /** Takes a document all the way, for the exchange inside this installation; a repeat is refused (409). */
    public DocumentView handIn(byte[] bytes, String mediaType, Actor by) {
        return switch (read(bytes, mediaType, by)) {
            case Reading.Repeated(var refusal) -> throw refusal;
            case Reading.Rejected(var document) -> document;
            case Reading.Taken(var readable) -> placed(readable, by);
        };
    }

    private DocumentView placed(ValidDocument readable, Actor by) {
        try {
            return transactions.act(by, () -> place(readable, by));
        } catch (Refusal no) {
            throw refused(readable, no, by);
        }
    }

    private InboundId keep(byte[] bytes, String mediaType, byte[] hash, Actor by) {
        return transactions.act(by, () -> {
            var id = new InboundId(ids.next());
            var content = contents.keep(by.organization(), mediaType, bytes);
            documents.keep(
                    by.organization(),
                    new DocumentStore.NewDocument(id, content, hash, bytes.length, clock.instant(), by.name()));
            return id;
        });
    }

    // ---- checked

    private Reading checked(InboundId id, byte[] bytes, Actor by) {
        return switch (checking.inTurn(() -> check(id, bytes))) {
            case Checked.Fine(var readable) -> identified(readable, by);
            case Checked.Not(var verdict) -> new Reading.Rejected(refuse(id, verdict, by));
        };
    }

    private sealed interface Checked {
        record Fine(ValidDocument readable) implements Checked {}

        record Not(Verdict verdict) implements Checked {}
    }

    private static Checked check(InboundId id, byte[] bytes) {
        return switch (DocumentCheck.check(bytes)) {
            case CheckResult.Valid(var identity) -> {
                try {
                    yield new Checked.Fine(new ValidDocument(id, identity, Said.in(identity.kind(), bytes)));
                } catch (Refusal unreadable) {
                    yield not(identity, List.of(new RuleError(unreadable.code(), unreadable.sentence(), "")));
                }
            }
            case CheckResult.Invalid(var identity, var errors) -> not(identity, errors);
            case CheckResult.Unreadable(var errors) ->
                new Checked.Not(new Verdict(
                        Disposition.REFUSED,
                        "",
                        "",
                        "",
                        "This is not XML that can be read.",
                        mistakes(errors),
                        Optional.empty()));
            case CheckResult.Unsupported(var kind) ->
                new Checked.Not(new Verdict(
                        Disposition.UNSUPPORTED,
                        kind,
                        "",
                        "",
                        "This is " + kind + ", which is not taken in.",
                        List.of(),
                        Optional.empty()));
        };
    }

    private static Checked not(CheckResult.Identity identity, List<RuleError> errors) {
        return new Checked.Not(new Verdict(
                Disposition.REFUSED,
                identity.kind().name(),
                identity.format(),
                identity.ruleSet(),
                "It breaks " + (errors.size() == 1 ? "a rule" : errors.size() + " rules") + " of " + identity.ruleSet()
                        + ".",
                mistakes(errors),
                Optional.empty()));
    }

    private static List<Mistake> mistakes(List<RuleError> errors) {
        return errors.stream()
                .map(error -> new Mistake(error.rule(), error.message(), error.location()))
                .toList();
    }

    /** Claims the document's number for its sender: from here on a second one of the same number is a repeat. */
    private Reading identified(ValidDocument readable, Actor by) {
        var key = numberKey(readable.said().number());
        try {
            var first = transactions.act(by, () -> {
                var same = documents.sameNumber(by.organization(), readable, key);
                if (same.isEmpty()) {
                    documents.identify(by.organization(), readable, key);
                }
                return same;
            });
            return first.map(same -> repeats(readable, same, by)).orElseGet(() -> new Reading.Taken(readable));
        } catch (DuplicateKeyException _) {
            var first = transactions.read(by, () -> documents.sameNumber(by.organization(), readable, key));
            return repeats(readable, first.orElseThrow(), by);
        }
    }

    /** Compared by letters and digits alone, in one case: how a number is set apart does not make it another. */
    private static String numberKey(String number) {
        return Normalizer.normalize(number, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private Reading repeats(ValidDocument readable, InboundId first, Actor by) {
        var identity = readable.identity();
        var refusal = repeated(first);
        refuse(
                readable.id(),
                new Verdict(
                        Disposition.REFUSED,
                        identity.kind().name(),
                        identity.format(),
                        identity.ruleSet(),
                        refusal.sentence(),
                        List.of(),
                        Optional.of(first)),
                by);
        return new Reading.Repeated(new Refusal(
                refusal.kind(),
                refusal.code(),
                refusal.sentence(),
                refusal.facts().and("id", readable.id())));
    }

    private static Refusal repeated(InboundId first) {
        return Refusal.conflict(
                "document-repeated",
                "This document was handed in before; the first one stands.",
                Facts.of("first", first));
    }

    private DocumentView refuse(InboundId id, Verdict verdict, Actor by) {
        return transactions.act(by, () -> {
            documents.refuse(by.organization(), id, verdict, clock.instant());
            journal.tell(
                    new DocumentRefused(
                            id,
                            verdict.kind(),
                            verdict.reason(),
                            verdict.errors().stream()
                                    .map(Mistake::rule)
                                    .distinct()
                                    .toList()),
                    by);
            return document(id, by);
        });
    }

    // ---- placed

    private DocumentView settle(ValidDocument readable, Optional<PurchaseOrder> named, Actor by) {
        var said = readable.said();
        var kind = said.kind().name();
        var sender = readable.sender().name();
        var organization = by.organization();
        var now = clock.instant();
        switch (placing.place(readable, named, by)) {
            case Placed(var became) -> {
                documents.settle(organization, readable.id(), Disposition.PLACED, "", "", null, now);
                documents.became(organization, readable.id(), became);
                journal.tell(new DocumentPlaced(readable.id(), kind, said.number(), sender, became), by);
            }
            case Unplaced(var reason, var awaits) -> {
                Refusal.unless(named.isEmpty(), () -> notPlaced(readable, reason));
                documents.settle(organization, readable.id(), Disposition.UNPLACED, reason, awaits, null, now);
                journal.tell(new DocumentUnplaced(readable.id(), kind, said.number(), sender, reason), by);
            }
            case Returned(var reason) -> {
                Refusal.unless(named.isEmpty(), () -> notPlaced(readable, reason));
                var notice = contents.keep(
                        organization,
                        "text/plain;charset=UTF-8",
                        notice(readable, reason).getBytes(StandardCharsets.UTF_8));
                documents.settle(organization, readable.id(), Disposition.RETURNED, reason, "", notice, now);
                journal.tell(new DocumentReturned(readable.id(), kind, said.number(), sender, reason), by);
            }
        }
        return document(readable.id(), by);
    }

    /** A person who names the order is told at once why it does not take the document, which goes on waiting. */
    private static Refusal notPlaced(ValidDocument readable, String reason) {
        return Refusal.rule("not-placed", reason, Facts.of("id", readable.id()));
    }

    private static String notice(ValidDocument readable, String reason) {
        return """
                To %s

                Your %s %s is returned. Our number for it is %s.

                %s
                """.formatted(
                readable.sender().name(),
                readable.identity().kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                readable.said().number(),
                readable.id(),
                reason);
    }

    // ---- again

    /** Reads a document that waits once more, for a person who places it; must be called without a transaction. */
    public ValidDocument unplaced(InboundId id, Actor by) {
        by.require(Authority.PLACE_DOCUMENTS);
        transactions.read(by, () -> waiting(document(id, by)));
        return reread(id, by);
    }

    /** Places a document that waits on the order that the person names, in the open transaction. */
    public DocumentView placeOn(ValidDocument readable, String orderNumber, Actor by) {
        by.require(Authority.PLACE_DOCUMENTS);
        waiting(documents
                .lock(by.organization(), readable.id())
                .orElseThrow(() -> new NotFound("document", readable.id())));
        var order = placing.order(orderNumber, by).orElseThrow(() -> new NotFound("order", orderNumber));
        return settle(readable, Optional.of(order), by);
    }

    /** Puts a document that waits aside for good. */
    public DocumentView dismiss(InboundId id, String reason, Actor by) {
        by.require(Authority.PLACE_DOCUMENTS);
        var why = Reason.said(reason);
        var document = waiting(documents.lock(by.organization(), id).orElseThrow(() -> new NotFound("document", id)));
        documents.dismiss(by.organization(), id, why, by.name(), clock.instant());
        journal.tell(new DocumentDismissed(id, document.kind(), document.number(), document.sender(), why), by);
        return document(id, by);
    }

    /** The documents that wait for one of the numbers. */
    List<InboundId> awaiting(List<String> numbers, Actor by) {
        return documents.awaiting(by.organization(), numbers);
    }

    /** Reads a kept document, without a transaction. */
    ValidDocument reread(InboundId id, Actor by) {
        var bytes = bytes(id, by);
        return switch (checking.inTurn(() -> check(id, bytes))) {
            case Checked.Fine(var readable) -> readable;
            case Checked.Not(var verdict) ->
                throw Refusal.rule(
                        "document-refused",
                        "By the rules as they are now this document is refused: " + verdict.reason(),
                        Facts.of("id", id));
        };
    }

    /** Tries a document that waits once more, in the open transaction; one that was settled meanwhile stays as it is. */
    void tryAgain(ValidDocument readable, Actor by) {
        var kept = documents.lock(by.organization(), readable.id()).orElseThrow();
        if (kept.waits()) {
            settle(readable, Optional.empty(), by);
        }
    }

    /** Takes up documents that were kept a minute ago and came to no end, since the node that kept them stopped. */
    int takeUpLeftBehind(OrganizationId organization) {
        return takeUpLeftBehind(organization, LEFT_BEHIND_AFTER);
    }

    int takeUpLeftBehind(OrganizationId organization, Duration after) {
        var by = Actor.system(organization, "document-housekeeping");
        var before = clock.instant().minus(after);
        var left = transactions.read(by, () -> documents.leftBehind(organization, before));
        left.forEach(id -> takeUp(id, by));
        return left.size();
    }

    private void takeUp(InboundId id, Actor by) {
        if (transactions.act(by, () -> documents.takeUp(by.organization(), id))
                && checked(id, bytes(id, by), by) instanceof Reading.Taken(var readable)) {
            try {
                placed(readable, by);
            } catch (Refusal refused) {
                // Written with the document; nobody waits for the answer.
                return;
            }
        }
    }

    private byte[] bytes(InboundId id, Actor by) {
        return transactions.read(
                by,
                () -> contents.content(by.organization(), document(id, by).content())
                        .bytes());
    }

    private DocumentView document(InboundId id, Actor by) {
        return documents.find(by.organization(), id).orElseThrow(() -> new NotFound("document", id));
    }

    private static DocumentView waiting(DocumentView document) {
        Refusal.unless(
                document.waits(),
                () -> Refusal.conflict(
                        "document-settled",
                        "This document does not wait any more.",
                        Facts.of("actual", document.disposition().words())));
        return document;
    }
}
