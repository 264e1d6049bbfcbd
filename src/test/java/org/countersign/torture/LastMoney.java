package org.countersign.torture;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** 64 people ask for 70.00 each of a hard budget that has 230.00 left: three get it. */
final class LastMoney implements Race {

    private static final int PEOPLE = 64;
    private static final int WINNERS = 3;
    private static final BigDecimal LEFT = new BigDecimal("230.00");

    private static final String USED = """
            select used from budget.budget_guard where account_id = :account
            """;

    private final Track track;

    LastMoney(Track track) {
        this.track = track;
    }

    @Override
    public String name() {
        return "64 clients for the last money";
    }

    @Override
    public void round() {
        var house = track.house();
        var path = "/budgets/" + house.budget("ALL");
        var version = track.client()
                .get(house.the("finance"), path)
                .orElseThrow()
                .at("/budget/version")
                .asInt();
        track.done(Act.put(
                house,
                house.the("finance"),
                Deed.CHANGE_GRANT,
                path + "/grant",
                """
                {"granted": {"amount": "%s", "currency": "EUR"}, "stop": "hard"}
                """.formatted(
                        used().add(LEFT).setScale(2, RoundingMode.UNNECESSARY).toPlainString()),
                version));

        var asked = new ArrayList<Act>();
        for (var k = 0; k < PEOPLE; k++) {
            asked.add(track.requisition(House.PAPER, "things", 7, "10.00", "ALL"));
        }
        var outcomes = track.together(asked);

        track.expect(name(), WINNERS, outcomes);
        giveBack(outcomes);
    }

    private void giveBack(List<Client.Outcome> outcomes) {
        var house = track.house();
        track.together(outcomes.stream()
                .filter(Client.Outcome::done)
                .map(won -> Act.post(
                        house,
                        house.the("requester"),
                        Deed.WITHDRAW,
                        "/requisitions/" + won.made() + "/withdrawal",
                        Wishes.reason("Not needed any more")))
                .toList());
    }

    private BigDecimal used() {
        return track.database()
                .sql(USED)
                .param("account", track.house().budget("ALL"))
                .query(BigDecimal.class)
                .single();
    }
}
