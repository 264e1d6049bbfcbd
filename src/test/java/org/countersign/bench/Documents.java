package org.countersign.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.countersign.exchange.check.DocumentCheck;

/** A vendor's invoice as UBL through the document door, and how much of that the official validation takes. */
final class Documents {

    private final Instance instance;
    private final Buyer buyer;
    private final Table table;

    Documents(Instance instance, Buyer buyer, Table table) {
        this.instance = instance;
        this.buyer = buyer;
        this.table = table;
    }

    /** Invoices of so many lines, so many times, each through the door. */
    Timings invoices(int lines, int times) {
        var client = new Client(instance.url());
        var documents = java.util.stream.IntStream.range(0, times + 1)
                .mapToObj(_ -> received(client, lines).invoice())
                .toList();
        place(client, documents.getFirst());
        var door = Load.times(List.of(k -> place(client, documents.get(k + 1))), times);
        table.line("UBL invoice, %d lines".formatted(lines), 1, door, "\t", "\t");
        return door;
    }

    /** What the official validation of such an invoice takes by itself. */
    void shareOfTheCheck(int lines, Timings door) {
        var bytes = received(new Client(instance.url()), lines).invoice().getBytes(StandardCharsets.UTF_8);
        Load.during(List.of(_ -> DocumentCheck.check(bytes)), Duration.ofSeconds(1));
        var check = Load.times(List.of(_ -> DocumentCheck.check(bytes)), door.nanos().length);
        table.remark(String.format(
                Locale.ROOT,
                "official validation of an invoice with %d lines: %.1f ms, %.0f %% of the way through the door",
                lines,
                check.percentile(50),
                100 * check.percentile(50) / door.percentile(50)));
    }

    private Purchase received(Client client, int lines) {
        var purchase = new Purchase(buyer, lines, 0);
        purchase.request(client);
        purchase.readPlan(client);
        purchase.approve(client);
        purchase.readOrder(client);
        purchase.receive(client);
        return purchase;
    }

    private void place(Client client, String invoice) {
        var answer = client.document(buyer.colleagues().buyer(), invoice);
        if (!answer.path("disposition").asString().equals("placed")) {
            throw new IllegalStateException("the invoice was not placed: " + answer);
        }
    }
}
