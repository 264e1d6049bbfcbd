package org.countersign.web.document;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.countersign.exchange.inbound.Became;
import org.countersign.exchange.inbound.Disposition;
import org.countersign.exchange.inbound.DocumentDoor;
import org.countersign.exchange.inbound.DocumentFinder;
import org.countersign.exchange.inbound.DocumentView;
import org.countersign.exchange.inbound.InboundId;
import org.countersign.exchange.inbound.Reading;
import org.countersign.exchange.inbound.ValidDocument;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.NotFound;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Transactions;
import org.countersign.web.About;
import org.countersign.web.Act;
import org.countersign.web.DocumentPage;
import org.countersign.web.Fact;
import org.countersign.web.Field;
import org.countersign.web.Flash;
import org.countersign.web.Formats;
import org.countersign.web.Forms;
import org.countersign.web.Frame;
import org.countersign.web.Frames;
import org.countersign.web.LifeOf;
import org.countersign.web.Pages;
import org.countersign.web.Place;
import org.countersign.web.Table;
import org.countersign.web.Table.Cell;
import org.countersign.web.Table.Column;
import org.countersign.web.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Documents that were handed in, and the form to hand one in by the same door. */
@Controller
@RequestMapping("/documents")
class DocumentPages {

    private final DocumentDoor door;
    private final DocumentFinder documents;
    private final LifeOf life;
    private final Transactions transactions;
    private final Frames frames;
    private final Forms forms;

    DocumentPages(
            DocumentDoor door,
            DocumentFinder documents,
            LifeOf life,
            Transactions transactions,
            Frames frames,
            Forms forms) {
        this.door = door;
        this.documents = documents;
        this.life = life;
        this.transactions = transactions;
        this.frames = frames;
        this.forms = forms;
    }

    static String name(DocumentView document) {
        return document.number().isEmpty() ? "Without a number" : document.number();
    }

    static String kind(DocumentView document) {
        var words = document.kind().replace('_', ' ').strip();
        return words.isEmpty() ? "Kind not known" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    static String disposition(DocumentView document) {
        return document.disposition().words() + (document.dismissedBy().isPresent() ? ", dismissed" : "");
    }

    static Tone tone(DocumentView document) {
        return switch (document.disposition()) {
            case RECEIVED -> Tone.INFO;
            case PLACED -> Tone.OK;
            case UNPLACED -> document.waits() ? Tone.WARN : Tone.IDLE;
            case RETURNED -> Tone.WARN;
            case REFUSED, UNSUPPORTED -> Tone.STOP;
        };
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable InboundId id, Actor by, HttpServletRequest request) {
        return show(id, "", by, request, Optional.empty());
    }

    private ModelAndView show(InboundId id, String order, Actor by, HttpServletRequest request, Optional<Flash> flash) {
        return Pages.page("document/show", transactions.read(by, () -> {
            var document = documents.document(id, by);
            var frame = frames.of(name(document), Place.DOCUMENTS, by, request, flash);
            return page(frame, document, order, by);
        }));
    }

    private InboundPage page(Frame frame, DocumentView document, String order, Actor by) {
        var formats = frames.formats(by);
        var here = "/documents/" + document.id();
        var mayPlace = document.waits() && by.may(Authority.PLACE_DOCUMENTS);
        var head = new DocumentPage(
                new DocumentPage.Crumb("Documents in", "/documents"),
                name(document),
                kind(document),
                document.sender().isEmpty() ? "Sender not known" : document.sender(),
                Optional.empty(),
                mayPlace
                        ? List.of(
                                Act.reason("dismiss", "Dismiss", here + "/dismissal", "It is put aside for good. Why?"))
                        : List.of(),
                List.of(new DocumentPage.Axis("What became of it", disposition(document), 100, tone(document))),
                List.of());
        return new InboundPage(
                frame,
                head,
                document.reason(),
                became(document),
                mistakes(document),
                document.notice().isPresent() ? documents.notice(document.id(), by) : "",
                mayPlace
                        ? Optional.of(new InboundPage.Place(
                                here + "/placement",
                                Field.text("order", "Order")
                                        .value(order)
                                        .needed()
                                        .help("Its number, such as PO-2026-000123")))
                        : Optional.empty(),
                life.life(DocumentRef.of("document", document.id()), "Life of this document", by),
                About.of("About it", facts(document, formats, by)));
    }

    private static Table became(DocumentView document) {
        return new Table(
                "What it became",
                List.of(Column.main("Document"), Column.text("Kind")),
                document.became().stream()
                        .map(one -> Table.Row.of(
                                Cell.link(one.number(), href(one)),
                                Cell.text(one.type().replace('-', ' '))))
                        .toList());
    }

    private static String href(Became became) {
        return (became.type().equals("order") ? "/orders/" : "/invoices/") + became.number();
    }

    private static Table mistakes(DocumentView document) {
        return new Table(
                "Rules that it breaks",
                List.of(Column.main("Rule"), Column.text("What is wrong"), Column.text("Where")),
                document.errors().stream()
                        .map(error -> Table.Row.of(
                                Cell.text(error.rule()),
                                Cell.text(error.message()),
                                Cell.text(error.location().isEmpty() ? "not said" : error.location())))
                        .toList());
    }

    private static List<Fact> facts(DocumentView document, Formats formats, Actor by) {
        var facts = new ArrayList<Fact>();
        facts.add(Fact.of("Received", formats.moment(document.receivedAt()) + " from " + document.receivedFrom()));
        if (!document.format().isEmpty()) {
            facts.add(Fact.of("Format", document.format()));
        }
        if (!document.ruleSet().isEmpty()) {
            facts.add(Fact.of("Rules", document.ruleSet()));
        }
        document.first().ifPresent(first -> facts.add(new Fact("Repeats", "the first one", "/documents/" + first)));
        document.dismissedBy().ifPresent(name -> facts.add(Fact.of("Dismissed by", name)));
        if (by.may(Authority.SEE_PRICES)) {
            facts.add(new Fact("As it came", "Download", "/api/v1/documents/" + document.id() + "/content"));
        }
        return facts;
    }

    // ---- placed, dismissed

    @PostMapping("/{id}/placement")
    ModelAndView place(
            @PathVariable InboundId id,
            @RequestParam String order,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        // It is read before the transaction begins: checking takes its time.
        var readable = door.unplaced(id, by);
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    placeOn(readable, order.strip(), by);
                    return new Forms.Done("/documents/" + id, "The document is placed.");
                },
                flash -> show(id, order, by, request, Optional.of(flash)));
    }

    private void placeOn(ValidDocument readable, String order, Actor by) {
        try {
            door.placeOn(readable, order, by);
        } catch (NotFound _) {
            throw Refusal.rule("order-unknown", "There is no order " + order + ".", Refusal.Facts.of("field", "order"));
        }
    }

    @PostMapping("/{id}/dismissal")
    ModelAndView dismiss(
            @PathVariable InboundId id,
            @RequestParam String reason,
            Actor by,
            HttpServletRequest request,
            HttpServletResponse response) {
        return forms.act(
                new Forms.Sent(request, response, by),
                () -> {
                    door.dismiss(id, reason, by);
                    return new Forms.Done("/documents/" + id, "The document is put aside.");
                },
                flash -> show(id, "", by, request, Optional.of(flash)));
    }

    // ---- handed in

    @GetMapping("/new")
    ModelAndView upload(Actor by, HttpServletRequest request) {
        by.require(Authority.POST_DOCUMENTS);
        return upload(by, request, Optional.empty());
    }

    private ModelAndView upload(Actor by, HttpServletRequest request, Optional<Flash> flash) {
        return Pages.page(
                "document/upload",
                new HandInPage(
                        frames.of("Hand in a document", Place.DOCUMENTS, by, request, flash),
                        Field.of(Field.Kind.FILE, "file", "File")
                                .needed()
                                .help("A UBL invoice, credit note, order response or despatch advice, at most 20 MB")));
    }

    @PostMapping
    ModelAndView handIn(
            @RequestParam MultipartFile file, Actor by, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var sent = new Forms.Sent(request, response, by);
        var type = Optional.ofNullable(file.getContentType()).orElse("application/octet-stream");
        return switch (read(file.getBytes(), type, by)) {
            case Reading.Taken(var readable) -> placed(readable, sent);
            case Reading.Rejected(var document) ->
                new ModelAndView("redirect:/documents/" + document.id(), HttpStatus.SEE_OTHER);
            case Reading.Repeated(var refusal) ->
                forms.act(
                        sent,
                        () -> {
                            throw refusal;
                        },
                        flash -> upload(by, request, Optional.of(flash)));
        };
    }

    /** What cannot even be kept is refused like a repeat: nothing came in. */
    private Reading read(byte[] bytes, String type, Actor by) {
        try {
            return door.read(bytes, type, by);
        } catch (Refusal refusal) {
            return new Reading.Repeated(refusal);
        }
    }

    /** A refusal is noted on the document after the transaction that it ended. */
    private ModelAndView placed(ValidDocument readable, Forms.Sent sent) {
        var no = new AtomicReference<@Nullable Refusal>();
        return forms.act(
                sent,
                () -> {
                    try {
                        var document = door.place(readable, sent.by());
                        return new Forms.Done(
                                "/documents/" + document.id(),
                                document.disposition() == Disposition.PLACED
                                        ? "The document is placed."
                                        : "The document is kept: "
                                                + disposition(document).toLowerCase(Locale.ROOT) + ".");
                    } catch (Refusal refusal) {
                        no.set(refusal);
                        throw refusal;
                    }
                },
                flash -> {
                    var refusal = no.get();
                    if (refusal != null) {
                        door.refused(readable, refusal, sent.by());
                    }
                    return show(readable.id(), "", sent.by(), sent.request(), Optional.of(flash));
                });
    }
}
