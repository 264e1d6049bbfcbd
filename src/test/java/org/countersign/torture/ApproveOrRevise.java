package org.countersign.torture;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revision is approved while its author takes it back and proposes another: it is in force or withdrawn, never both, and
 * at most one waits.
 */
final class ApproveOrRevise implements Race {

    private static final int ROUNDS_OF_AN_ORDER = 25;

    private static final String STATES = """
            select count(*) from ordering.order_revision
             where order_id = :order and ((in_force_at is not null and withdrawn_at is not null)
                or (select count(*) from ordering.order_revision w
                     where w.order_id = :order and w.in_force_at is null and w.withdrawn_at is null) > 1)
            """;

    private final Track track;
    private Track.@Nullable Ordered order;
    private int rounds;

    ApproveOrRevise(Track track) {
        this.track = track;
    }

    @Override
    public String name() {
        return "approve against revise";
    }

    @Override
    public void round() {
        if (order == null || rounds++ % ROUNDS_OF_AN_ORDER == 0) {
            order = track.ordered(House.PAPER, 100, "1.00");
        }
        var raced = order;
        track.done(revision(raced, 101 + rounds));
        var plan = track.planOf(raced.order());

        var outcomes = track.together(List.of(
                track.decision(track.house().the("manager"), plan), withdrawal(raced), revision(raced, 301 + rounds)));

        track.expect(name(), 1, outcomes.subList(0, 2));
        if (wrong(raced) > 0) {
            track.found(name(), "revisions of order " + raced.number());
        }
        if (outcomes.get(2).done()) {
            track.done(withdrawal(raced));
        }
    }

    private Act revision(Track.Ordered raced, int quantity) {
        var house = track.house();
        var base = track.client()
                .get(house.the("buyer"), raced.path(""))
                .orElseThrow()
                .path("revision")
                .asInt();
        return Act.post(
                house,
                house.the("buyer"),
                Deed.REVISE,
                raced.path("/revisions"),
                Wishes.revision(base, raced.line().toString(), BigDecimal.valueOf(quantity), "1.00"));
    }

    private Act withdrawal(Track.Ordered raced) {
        var house = track.house();
        return Act.post(
                house,
                house.the("buyer"),
                Deed.WITHDRAW_REVISION,
                raced.path("/revisions/withdrawal"),
                Wishes.reason("Not like this"));
    }

    private int wrong(Track.Ordered raced) {
        return track.database()
                .sql(STATES)
                .param("order", raced.order())
                .query(Integer.class)
                .single();
    }
}
