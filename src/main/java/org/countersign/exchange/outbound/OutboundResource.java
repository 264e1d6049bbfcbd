package org.countersign.exchange.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.exchange.DocumentKind;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.order.OrderId;
import org.countersign.platform.Chapter;
import org.countersign.platform.Does;
import org.countersign.platform.Transactions;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The documents of an order over HTTP. */
@RestController
@Chapter(value = "Documents of an order", about = "What is made of an order and sent to its vendor")
@RequestMapping("/api/v1/orders/{id}/documents")
class OutboundResource {

    private final OutboundFinder messages;
    private final Transactions transactions;

    OutboundResource(OutboundFinder messages, Transactions transactions) {
        this.messages = messages;
        this.transactions = transactions;
    }

    /** A document of the order; {@code content} is where its file is. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record MessageJson(
            String id,
            DocumentKind kind,
            int revision,
            Format format,
            String number,
            MessageState state,
            String note,
            String ruleSet,
            Instant madeAt,
            Optional<Instant> settledAt,
            String content) {

        static MessageJson of(OutboundMessage message) {
            return new MessageJson(
                    message.key().word(),
                    message.kind(),
                    message.revision(),
                    message.format(),
                    message.number(),
                    message.state(),
                    message.note(),
                    message.ruleSet(),
                    message.madeAt(),
                    message.settledAt(),
                    message.address());
        }
    }

    @Does("Lists the documents made of an order, and how far each got")
    @GetMapping
    List<MessageJson> list(@PathVariable OrderId id, Actor by) {
        return transactions.read(by, () -> messages.ofOrder(id, by)).stream()
                .map(MessageJson::of)
                .toList();
    }

    @Does(value = "Answers a document of the order as a file", needs = Authority.SEE_PRICES)
    @GetMapping(
            value = "/{message}/content",
            produces = {MediaType.APPLICATION_XML_VALUE, MediaType.APPLICATION_PDF_VALUE})
    ResponseEntity<byte[]> content(@PathVariable OrderId id, @PathVariable String message, Actor by) {
        var key = MessageKey.of(message);
        return transactions.read(by, () -> {
            var content = messages.content(id, key, by);
            return ResponseEntity.ok()
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            ContentDisposition.inline()
                                    .filename(messages.message(id, key, by).fileName())
                                    .build()
                                    .toString())
                    .header("X-Content-Type-Options", "nosniff")
                    .contentType(MediaType.parseMediaType(content.mediaType()))
                    .body(content.bytes());
        });
    }
}
