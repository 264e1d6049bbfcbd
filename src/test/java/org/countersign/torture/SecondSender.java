package org.countersign.torture;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.countersign.exchange.inbound.DocumentDoor;
import org.countersign.exchange.outbound.OutboundEvent;
import org.countersign.identity.Organizations;
import org.countersign.kernel.Actor;
import org.countersign.kernel.Event;
import org.countersign.platform.ContentId;
import org.countersign.platform.Contents;
import org.countersign.platform.JournalRow;
import org.countersign.platform.SlowConsumer;
import org.countersign.platform.Transactions;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sends what was made once more, under another number: to whom it arrives it is a second document. */
final class SecondSender implements SlowConsumer {

    private static final String MADE = """
            select v.endpoint_scheme, v.endpoint_id, o.number, m.content_id
              from exchange.outbound_message m
              join ordering.purchase_order o on (o.organization_id, o.id) = (m.organization_id, m.order_id)
              join vendor.vendor v on (v.organization_id, v.id) = (o.organization_id, o.vendor_id)
             where m.order_id = ? and m.format = 'UBL'
            """;

    private final PlantedBug planted;
    private final JdbcClient jdbc;
    private final Contents contents;
    private final DocumentDoor door;
    private final Organizations organizations;
    private final Transactions transactions;

    SecondSender(
            PlantedBug planted,
            JdbcClient jdbc,
            Contents contents,
            DocumentDoor door,
            Organizations organizations,
            Transactions transactions) {
        this.planted = planted;
        this.jdbc = jdbc;
        this.contents = contents;
        this.door = door;
        this.organizations = organizations;
        this.transactions = transactions;
    }

    private record Parcel(String scheme, String endpoint, String number, byte[] bytes) {}

    @Override
    public String name() {
        return "second-sender";
    }

    @Override
    public Set<Class<? extends Event>> hears() {
        return Set.of(OutboundEvent.DocumentsMade.class);
    }

    @Override
    public Runnable prepare(JournalRow row) {
        if (planted.is(Bug.DOCUMENT_SENT_TWICE_AS_TWO)) {
            parcels(row).forEach(this::send);
        }
        return () -> {};
    }

    @Override
    public void drop() {
        // Nothing of its own.
    }

    private List<Parcel> parcels(JournalRow row) {
        return transactions.read(
                row.organization(),
                () -> jdbc.sql(MADE)
                        .param(row.document().id())
                        .query((made, _) -> new Parcel(
                                made.getString("endpoint_scheme"),
                                made.getString("endpoint_id"),
                                made.getString("number"),
                                contents.content(
                                                row.organization(),
                                                new ContentId(made.getObject("content_id", UUID.class)))
                                        .bytes()))
                        .list());
    }

    private void send(Parcel parcel) {
        var other = new String(parcel.bytes(), StandardCharsets.UTF_8)
                .replace(">" + parcel.number() + "<", ">" + parcel.number() + "-B<");
        organizations
                .findByEndpoint(parcel.scheme(), parcel.endpoint())
                .ifPresent(receiver -> door.handIn(
                        other.getBytes(StandardCharsets.UTF_8), "application/xml", Actor.exchange(receiver, "sender")));
    }
}
