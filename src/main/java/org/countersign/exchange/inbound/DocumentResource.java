package org.countersign.exchange.inbound;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.kernel.Refusal;
import org.countersign.platform.Answer;
import org.countersign.platform.Answer.Ok;
import org.countersign.platform.Answer.Taken;
import org.countersign.platform.Answered;
import org.countersign.platform.Chapter;
import org.countersign.platform.Does;
import org.countersign.platform.Edge;
import org.countersign.platform.Json;
import org.countersign.platform.Links;
import org.countersign.platform.Problem;
import org.countersign.platform.RequestBody;
import org.countersign.platform.Transactions;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Documents over HTTP: handed in raw, listed, shown, placed, dismissed. */
@RestController
@Chapter(value = "Documents that come in", about = "What vendors send, kept as it came and placed on its order")
@RequestMapping("/api/v1/documents")
class DocumentResource {

    private static final String NOTICE = "text/plain;charset=UTF-8";

    private final DocumentDoor door;
    private final DocumentFinder documents;
    private final Edge edge;
    private final Transactions transactions;

    DocumentResource(DocumentDoor door, DocumentFinder documents, Edge edge, Transactions transactions) {
        this.door = door;
        this.documents = documents;
        this.edge = edge;
        this.transactions = transactions;
    }

    /** What a document is answered with. */
    record Receipt(
            InboundId id,
            String kind,
            String format,
            Disposition disposition,
            List<Became> became,

            @com.fasterxml.jackson.annotation.JsonInclude(
                    com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY)
            String reason) {

        static Receipt of(DocumentView document) {
            return new Receipt(
                    document.id(),
                    document.kind(),
                    document.format(),
                    document.disposition(),
                    document.became(),
                    document.reason());
        }
    }

    /** The order that a document belongs to, by its number. */
    record Counterpart(String order) {}

    /** Why a document is put aside. */
    record Reason(String reason) {}

    @Does(
            value = "Hands a document in as it is: an invoice, a credit note, an order response, a despatch advice",
            needs = Authority.POST_DOCUMENTS)
    @PostMapping(consumes = MediaType.ALL_VALUE)
    Answered<Taken<Receipt>> handIn(Actor by, HttpServletRequest request) {
        var type = Optional.ofNullable(request.getContentType()).orElse(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        return switch (door.read(RequestBody.bytes(request), type, by)) {
            case Reading.Taken(var readable) -> placed(readable, by, request);
            case Reading.Rejected(var document) -> rejected(document);
            // Under the key of a request that was answered, its answer once more.
            case Reading.Repeated(var refusal) ->
                edge.act(by, request, () -> {
                    throw refusal;
                });
        };
    }

    private Answered<Taken<Receipt>> placed(ValidDocument readable, Actor by, HttpServletRequest request) {
        try {
            return edge.act(by, request, () -> answer(door.place(readable, by)));
        } catch (Refusal no) {
            throw door.refused(readable, no, by);
        }
    }

    @Does(
            value = "Lists the documents that came in",
            needs = {Authority.POST_DOCUMENTS, Authority.SEE_INVOICES})
    @GetMapping
    ResponseEntity<List<DocumentView>> list(
            @RequestParam(defaultValue = "ALL") DocumentFinder.Listing view,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> documents.page(view, after, Page.size(size), by)), request);
    }

    @Does(
            value = "Shows what came of a document",
            needs = {Authority.POST_DOCUMENTS, Authority.SEE_INVOICES})
    @GetMapping("/{id}")
    DocumentView show(@PathVariable InboundId id, Actor by) {
        return transactions.read(by, () -> documents.document(id, by));
    }

    /** The document as it came, byte by byte; saved, never opened by the browser. */
    @Does(
            value = "Answers the document as it came, byte by byte",
            needs = {Authority.POST_DOCUMENTS, Authority.SEE_INVOICES},
            also = Authority.SEE_PRICES)
    @GetMapping(value = "/{id}/content", produces = MediaType.ALL_VALUE)
    ResponseEntity<byte[]> content(@PathVariable InboundId id, Actor by) {
        var content = transactions.read(by, () -> documents.content(id, by));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(id.toString())
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .contentType(mediaType(content.mediaType()))
                .body(content.bytes());
    }

    @Does(
            value = "Answers the notice to the sender of a returned document",
            needs = {Authority.POST_DOCUMENTS, Authority.SEE_INVOICES})
    @GetMapping(value = "/{id}/notice", produces = NOTICE)
    ResponseEntity<String> notice(@PathVariable InboundId id, Actor by) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(NOTICE))
                .body(transactions.read(by, () -> documents.notice(id, by)));
    }

    @Does(value = "Places a document that waits on its order", needs = Authority.PLACE_DOCUMENTS)
    @PostMapping("/{id}/placement")
    Answered<Ok<Receipt>> place(
            @PathVariable InboundId id,
            @org.springframework.web.bind.annotation.RequestBody Counterpart counterpart,
            Actor by,
            HttpServletRequest request) {
        var readable = door.unplaced(id, by);
        return edge.act(by, request, () -> Answer.ok(Receipt.of(door.placeOn(readable, counterpart.order(), by))));
    }

    @Does(value = "Puts a document that waits aside", needs = Authority.PLACE_DOCUMENTS)
    @PostMapping("/{id}/dismissal")
    Answered<Ok<Receipt>> dismiss(
            @PathVariable InboundId id,
            @org.springframework.web.bind.annotation.RequestBody Reason why,
            Actor by,
            HttpServletRequest request) {
        return edge.act(by, request, () -> Answer.ok(Receipt.of(door.dismiss(id, why.reason(), by))));
    }

    private static Taken<Receipt> answer(DocumentView document) {
        var location = "/api/v1/documents/" + document.id();
        var receipt = Receipt.of(document);
        return document.disposition() == Disposition.PLACED
                ? Answer.created(location, receipt)
                : Answer.accepted(location, receipt);
    }

    private static Answered<Taken<Receipt>> rejected(DocumentView document) {
        var facts = Map.of(
                "id", document.id().toString(),
                "kind", document.kind(),
                "format", document.format(),
                "disposition", Json.mapper().convertValue(document.disposition(), String.class));
        var problem = document.disposition() == Disposition.UNSUPPORTED
                ? Problem.of(422, "document-unsupported", document.reason(), facts)
                : Problem.of(422, "document-refused", document.reason(), facts);
        return Answered.refused(problem.with(document.errors()));
    }

    private static MediaType mediaType(String said) {
        try {
            return MediaType.parseMediaType(said);
        } catch (org.springframework.http.InvalidMediaTypeException _) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }
}
