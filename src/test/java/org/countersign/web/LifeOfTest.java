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
                                "Waits for manager, then controller. Rule: policy 2.",
                                "12 Nov 09:00"),
                        Life.LifeRow.done(
                                "Approved by Mona Manager", "Fits the plan. Took 2 h 10 min.", "12 Nov 11:10"));
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

    private static JournalRow row(String at, String act, String rule, String payload) {
        return new JournalRow(
                new OrganizationId(SOMEBODY),
                1,
                SOMEBODY,
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
