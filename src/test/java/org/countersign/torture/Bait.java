package org.countersign.torture;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What people do so that a bug shows, if it is there. */
final class Bait {

    private static final String WITHOUT_THE_WALL = """
            alter table fulfilment.receipt drop constraint if exists receipt_organization_id_number_key
            """;

    private final Stage stage;
    private final Track track;

    Bait(Stage stage) {
        this.stage = stage;
        this.track = stage.track();
    }

    /** What the audit says of the bug. */
    static String caughtAs(Bug bug) {
        return switch (bug) {
            case ANSWER_BEFORE_COMMIT -> "an acknowledged act is lost";
            case DROPPED_JOURNAL_ROW -> "the journal lacks an acknowledged act";
            case REUSED_KEY -> "a repeated key is answered otherwise";
            case SKIPPED_BUDGET_CHECK -> "the race 64 clients for the last money has another number of winners";
            case LOST_UPDATE_ON_A_LINE -> "a line's sums are not the fold of its facts";
            case DUPLICATE_NUMBER -> "a series of numbers has a gap or a number twice";
            case CURSOR_THAT_SKIPS -> "a revision has not exactly one document";
            case DOCUMENT_SENT_TWICE_AS_TWO -> "a document was not sent as exactly one";
        };
    }

    /** Lays it while the bug is there, and holds everything against each other afterwards. */
    void lay(Bug bug) throws SQLException {
        var order = track.ordered(House.PAPER, 100, "2.00");
        PlantedBug.plant(stage.instance().data(), bug.name());
        try {
            tempt(bug, order);
        } finally {
            PlantedBug.plant(stage.instance().data(), "");
            stage.brake().release();
        }
    }

    /** The same where there is none. */
    void withoutBugs() throws SQLException {
        for (var bug : Bug.values()) {
            tempt(bug, track.ordered(House.PAPER, 100, "2.00"));
            stage.brake().release();
        }
    }

    private void tempt(Bug bug, Track.Ordered order) throws SQLException {
        switch (bug) {
            case ANSWER_BEFORE_COMMIT -> killedAfter(receipt(order, 1));
            case DROPPED_JOURNAL_ROW -> {
                // More than the few rows that consumers may tell meanwhile: one of these is a third row.
                for (var k = 0; k < 12; k++) {
                    stage.client().perform(receipt(order, 1));
                }
            }
            case REUSED_KEY -> {
                stage.client().perform(receipt(order, 1));
                new Repetition(stage.ledger(), stage.client(), stage.findings()).ofLast();
            }
            case SKIPPED_BUDGET_CHECK -> new LastMoney(track).round();
            case LOST_UPDATE_ON_A_LINE -> {
                stage.brake().slow("goods-received", 0.4);
                track.together(List.of(receipt(order, 2), receipt(order, 3)));
            }
            case DUPLICATE_NUMBER -> {
                track.database().sql(WITHOUT_THE_WALL).update();
                stage.client().perform(receipt(order, 1));
                stage.client().perform(receipt(order, 1));
            }
            case CURSOR_THAT_SKIPS -> overtaken(order);
            case DOCUMENT_SENT_TWICE_AS_TWO -> {
                track.ordered(House.NEIGHBOUR, 1, "2.00");
                stage.audit().awaitRest();
            }
        }
    }

    private void killedAfter(Act act) {
        stage.client().perform(act);
        stage.instance().kill(Victim.APPLICATION);
        stage.instance().awaitServing();
    }

    /** An order is made by a slow commit; another act overtakes it. */
    private void overtaken(Track.Ordered other) throws SQLException {
        var plan = track.submitted(House.PAPER, "things", 1, "2.00", "OPS")
                .body()
                .path("approval")
                .asString();
        var last = track.decision(track.house().the("manager"), plan);
        stage.brake().slow("order-issued", 1.0);
        var slow = CompletableFuture.runAsync(() -> track.done(last), Thread::startVirtualThread);
        while (!slow.isDone() && !stage.brake().holdsOne()) {
            Instance.pause(5);
        }
        track.done(Act.post(
                track.house(),
                track.house().the("buyer"),
                Deed.NOTE_ANSWER,
                other.path("/answers"),
                "{\"answer\": \"accepted\"}"));
        slow.join();
        stage.audit().awaitRest();
    }

    private Act receipt(Track.Ordered order, int quantity) {
        return Act.post(
                track.house(),
                track.house().the("receiver"),
                Deed.RECEIVE,
                order.path("/receipts"),
                Wishes.receipt(List.of(Wishes.received(order.line().toString(), BigDecimal.valueOf(quantity)))));
    }
}
