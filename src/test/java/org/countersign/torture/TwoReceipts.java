package org.countersign.torture;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All of an order is received twice at once: one passes, the other would be more than was ordered. */
final class TwoReceipts implements Race {

    private static final int ROUNDS_OF_AN_ORDER = 50;

    private final Track track;
    private Track.@Nullable Ordered order;
    private int rounds;

    TwoReceipts(Track track) {
        this.track = track;
    }

    @Override
    public String name() {
        return "two full receipts";
    }

    @Override
    public void round() {
        if (order == null || rounds++ % ROUNDS_OF_AN_ORDER == 0) {
            order = track.ordered(House.PAPER, 10, "3.33");
        }
        var raced = order;

        var outcomes = track.together(List.of(receipt(raced), receipt(raced)));

        track.expect(name(), 1, outcomes);
        outcomes.stream()
                .filter(Client.Outcome::done)
                .forEach(won -> track.done(Act.post(
                        track.house(),
                        track.house().the("receiver"),
                        Deed.REVERSE_RECEIPT,
                        "/receipts/" + won.made() + "/reversal",
                        Wishes.reason("For the next round"))));
    }

    private Act receipt(Track.Ordered raced) {
        return Act.post(
                track.house(),
                track.house().the("receiver"),
                Deed.RECEIVE,
                raced.path("/receipts"),
                Wishes.receipt(List.of(Wishes.received(raced.line().toString(), BigDecimal.TEN))));
    }
}
