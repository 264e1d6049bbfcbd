package org.countersign.torture;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All of a receipt goes back twice at once: it goes back once. */
final class TwoReturns implements Race {

    private static final int ROUNDS_OF_AN_ORDER = 50;

    private final Track track;
    private Track.@Nullable Ordered order;
    private String receiptLine = "";
    private int rounds;

    TwoReturns(Track track) {
        this.track = track;
    }

    @Override
    public String name() {
        return "two returns of one receipt";
    }

    @Override
    public void round() {
        if (order == null || rounds++ % ROUNDS_OF_AN_ORDER == 0) {
            order = received();
        }
        var raced = order;

        var outcomes = track.together(List.of(giveBack(raced, "replace"), giveBack(raced, "credit")));

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

    private Track.Ordered received() {
        var made = track.ordered(House.PAPER, 10, "7.77");
        var receipt = track.done(Act.post(
                track.house(),
                track.house().the("receiver"),
                Deed.RECEIVE,
                made.path("/receipts"),
                Wishes.receipt(List.of(Wishes.received(made.line().toString(), BigDecimal.TEN)))));
        receiptLine = receipt.body().at("/lines/0/id").asString();
        return made;
    }

    private Act giveBack(Track.Ordered raced, String disposition) {
        return Act.post(
                track.house(),
                track.house().the("receiver"),
                Deed.GIVE_BACK,
                raced.path("/returns"),
                Wishes.giveBack(raced.line().toString(), receiptLine, BigDecimal.TEN, disposition));
    }
}
