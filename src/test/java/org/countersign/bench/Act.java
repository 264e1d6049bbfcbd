package org.countersign.bench;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * An act that is measured: the requests it is made of, each of them one commit, and what must have been looked at before.
 *
 * @param limits the names of the limit's functions, one for each request
 */
record Act(String name, List<Request> requests, List<BiConsumer<Purchase, Client>> looks) {

    /** A request with the name of its limit. */
    record Request(String limit, BiConsumer<Purchase, Client> send) {}

    static final List<Act> ALL = List.of(
            new Act("create and submit", List.of(new Request("submit", Purchase::request)), List.of()),
            new Act("approve", List.of(new Request("approve", Purchase::approve)), List.of(Purchase::readPlan)),
            new Act("receive", List.of(new Request("receive", Purchase::receive)), List.of(Purchase::readOrder)),
            new Act("invoice and match", List.of(new Request("bill", Purchase::bill)), List.of()),
            new Act(
                    "pay",
                    List.of(
                            new Request("propose", Purchase::propose),
                            new Request("approve_payment", Purchase::approvePayment),
                            new Request("execute", Purchase::execute)),
                    List.of()));

    void look(Purchase purchase, Client client) {
        looks.forEach(look -> look.accept(purchase, client));
    }

    void send(Purchase purchase, Client client) {
        requests.forEach(request -> request.send().accept(purchase, client));
    }
}
