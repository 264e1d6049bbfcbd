package org.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.countersign.kernel.AccountId;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Role;
import org.countersign.platform.JournalRow;
import org.junit.jupiter.api.Test;

/** The journal's rows as they are read on pages. */
class LifeOfTest {

    private static final Formats FORMATS = new Formats(Locale.UK, ZoneId.of("Europe/Berlin"));
    private static final UUID SOMEBODY = UUID.randomUUID();

    private static final Actor BUYER =
            Actor.person(new OrganizationId(SOMEBODY), new AccountId(SOMEBODY), "Bert Buyer", Role.BUYER);
    private static final Actor RECEIVER =
            Actor.person(new OrganizationId(SOMEBODY), new AccountId(SOMEBODY), "Rolf Receiver", Role.RECEIVER);

    @Test
    void anApprovalNamesItsCommentAndHowLongItTook() {
        var asked =
                row("2026-11-12T08:00:00Z", "approval-asked", "policy 2", "{\"stages\":[\"manager\",\"controller\"]}");
        var given = row("2026-11-12T10:10:00Z", "approval-given", "", "{\"comment\":\"Fits the plan\"}");

        var life = LifeOf.words(List.of(asked, given), "Life", FORMATS, BUYER);

        assertThat(life.note()).isEqualTo("2 events in 2 h 10 min");
        assertThat(life.rows())
                .containsExactly(
                        Life.LifeRow.done(
                                "Approval asked by Mona Manager",
                                "Waits for manager, then controller. By the approval rules, version 2.",
                                "12 Nov 09:00"),
                        Life.LifeRow.done(
                                "Approved by Mona Manager", "Fits the plan. Took 2 h 10 min.", "12 Nov 11:10"));
    }

    @Test
    void whatOneActDidStandsAsItFollowsFromTheDecision() {
        var act = UUID.randomUUID();
        var asked = row(1, UUID.randomUUID(), "approval-asked");
        var issued = row(2, act, "order-issued");
        var completed = row(3, act, "order-completed");
        var given = row(4, act, "approval-given");
        var sent = row(5, UUID.randomUUID(), "order-transmitted");

        var life = LifeOf.words(List.of(asked, issued, completed, given, sent), "Life", FORMATS, BUYER);

        assertThat(life.rows())
                .extracting(Life.LifeRow::words)
                .containsExactly(
                        "Approval asked by Mona Manager",
                        "Approved by Mona Manager",
                        "Order issued by Mona Manager",
                        "Order completed by Mona Manager",
                        "Order on its way by Mona Manager");
    }

    @Test
    void aCodeReadsAsWords() {
        var completed = row("2026-11-12T08:00:00Z", "order-completed", "", "{\"ending\":\"SHORT_CLOSED\"}");

        assertThat(ActWords.of(completed, FORMATS, BUYER).note()).isEqualTo("Short closed.");
    }

    @Test
    void moneyIsWrittenAsTheOrganisationDoes() {
        var proposed = row("2026-11-12T08:00:00Z", "revision-proposed", "", """
                {"revision":2,"before":{"amount":"1200.50","currency":"EUR"},
                 "after":{"amount":"1400.00","currency":"EUR"},"reason":"One more"}
                """);

        assertThat(ActWords.of(proposed, FORMATS, BUYER).note())
                .isEqualTo("Rev 2. 1,200.50 EUR to 1,400.00 EUR. Reason: One more.");
    }

    @Test
    void whoMaySeeNoPricesReadsNoAmounts() {
        var received = row("2026-11-12T08:00:00Z", "order-issued", "", """
                {"vendor":"Nordlicht","lines":2,"total":{"amount":"1200.50","currency":"EUR"}}
                """);

        assertThat(ActWords.of(received, FORMATS, RECEIVER).note()).isEqualTo("Nordlicht. 2 lines.");
    }

    @Test
    void whatStopsADocumentIsMarked() {
        var held = row("2026-11-12T08:00:00Z", "order-held", "", "{\"why\":\"Vendor insolvent\"}");

        assertThat(ActWords.of(held, FORMATS, BUYER))
                .isEqualTo(new ActWords("Order held", "Reason: Vendor insolvent.", true));
    }

    @Test
    void anUnknownActReadsAsItsName() {
        var unknown = row("2026-11-12T08:00:00Z", "asset-put-away", "", "{}");

        assertThat(ActWords.of(unknown, FORMATS, BUYER)).isEqualTo(new ActWords("Asset put away", "", false));
    }

    private static JournalRow row(long position, UUID of, String act) {
        var payload = act.equals("order-transmitted") ? "{\"how\":\"SENT\"}" : "{}";
        return row(position, of, "2026-11-12T08:00:00Z", act, "", payload);
    }

    private static JournalRow row(String at, String act, String rule, String payload) {
        return row(Instant.parse(at).getEpochSecond(), UUID.randomUUID(), at, act, rule, payload);
    }

    private static JournalRow row(long position, UUID of, String at, String act, String rule, String payload) {
        return new JournalRow(
                new OrganizationId(SOMEBODY),
                position,
                of,
                Instant.parse(at),
                new DocumentRef("order", SOMEBODY),
                0,
                act,
                SOMEBODY,
                "Mona Manager",
                rule,
                payload);
    }
}
