package org.countersign.torture;

import java.util.List;
import java.util.UUID;

/** Either of two may give the last approval, and both do: one does, and one order is made. */
final class TwoApprovers implements Race {

    private static final String ORDERS = """
            select count(*) from ordering.purchase_order where requisition_id = :requisition
            """;

    private final Track track;

    TwoApprovers(Track track) {
        this.track = track;
    }

    @Override
    public String name() {
        return "two approvers";
    }

    @Override
    public void round() {
        var house = track.house();
        var submitted = track.submitted(House.PAPER, "paired", 1, "25.00", "OPS");
        var plan = submitted.body().path("approval").asString();
        track.done(track.decision(house.the("manager"), plan));

        var outcomes = track.together(
                List.of(track.decision(house.the("operations"), plan), track.decision(house.the("research"), plan)));

        track.expect(name(), 1, outcomes);
        var orders = orders(submitted.made());
        if (orders != 1) {
            track.found(name(), orders + " orders of requisition " + submitted.made());
        }
    }

    private int orders(UUID requisition) {
        return track.database()
                .sql(ORDERS)
                .param("requisition", requisition)
                .query(Integer.class)
                .single();
    }
}
