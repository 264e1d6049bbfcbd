package org.countersign.budget;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Authority;
import org.countersign.kernel.Page;
import org.countersign.platform.Answer;
import org.countersign.platform.Answer.Created;
import org.countersign.platform.Answered;
import org.countersign.platform.Chapter;
import org.countersign.platform.Does;
import org.countersign.platform.Edge;
import org.countersign.platform.Links;
import org.countersign.platform.Transactions;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Exchange rates over HTTP. */
@RestController
@Chapter(value = "Exchange rates", about = "What a currency is worth in another")
@RequestMapping("/api/v1/rates")
class RateResource {

    private final Rates rates;
    private final Edge edge;
    private final Transactions transactions;

    RateResource(Rates rates, Edge edge, Transactions transactions) {
        this.rates = rates;
        this.edge = edge;
        this.transactions = transactions;
    }

    /** The rate that counts now. */
    record EnteredRate(UUID id) {}

    @Does("Lists the exchange rates, the newest first")
    @GetMapping
    ResponseEntity<List<RateRow>> list(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int size,
            Actor by,
            HttpServletRequest request) {
        return Links.page(transactions.read(by, () -> rates.page(after, Page.size(size), by)), request);
    }

    @Does(value = "Enters an exchange rate", needs = Authority.KEEP_RULES)
    @PostMapping
    Answered<Created<EnteredRate>> enter(@RequestBody ExchangeRate rate, Actor by, HttpServletRequest request) {
        return edge.act(by, request, () -> {
            var id = rates.enter(rate, by);
            return Answer.created("/api/v1/rates/" + id, new EnteredRate(id));
        });
    }
}
