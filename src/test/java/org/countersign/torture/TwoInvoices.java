package org.countersign.torture;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A clerk types an invoice in while the vendor's document of it arrives: it is there once. */
final class TwoInvoices implements Race {

    private static final int ROUNDS_OF_AN_ORDER = 200;

    private static final String INVOICES = """
            select count(*) from invoice.invoice
             where organization_id = :organization and document_number = :number and (end_reason is null or end_reason = 'SETTLED')
            """;

    private final Track track;
    private Track.@Nullable Ordered order;
    private String endpoint = "";
    private int rounds;

    TwoInvoices(Track track) {
        this.track = track;
    }

    @Override
    public String name() {
        return "the same invoice from two sides";
    }

    @Override
    public void round() {
        if (order == null || rounds++ % ROUNDS_OF_AN_ORDER == 0) {
            order = received();
        }
        var house = track.house();
        var raced = order;
        var number = "RE-S" + UUID.randomUUID().toString().substring(0, 13);
        var lines = List.of(new Wishes.Billed(raced.quotable(), BigDecimal.ONE, new BigDecimal("5.00")));
        var typed = Act.post(
                house,
                house.the("clerk"),
                Deed.ENTER_INVOICE,
                "/invoices",
                Wishes.bill(house.vendor(House.NEIGHBOUR), number, raced.number(), "", lines));
        var sent = Act.document(
                house, house.the("buyer"), PaperInvoice.of(house, endpoint, number, raced.number(), lines));

        var outcomes = track.together(List.of(typed, sent));

        var invoices = track.database()
                .sql(INVOICES)
                .param("organization", house.organization())
                .param("number", number)
                .query(Integer.class)
                .single();
        if (invoices != 1) {
            track.found(
                    name(),
                    invoices + " invoices " + number + ": "
                            + outcomes.stream().map(Client.Outcome::body).toList());
        }
    }

    private Track.Ordered received() {
        var house = track.house();
        endpoint = track.client()
                .get(house.the("buyer"), "/vendors/" + house.vendor(House.NEIGHBOUR))
                .orElseThrow()
                .at("/terms/endpoint/id")
                .asString();
        var made = track.ordered(House.NEIGHBOUR, 1_000, "5.00");
        track.done(Act.post(
                house,
                house.the("receiver"),
                Deed.RECEIVE,
                made.path("/receipts"),
                Wishes.receipt(List.of(Wishes.received(made.line().toString(), BigDecimal.valueOf(1_000))))));
        return made;
    }
}
