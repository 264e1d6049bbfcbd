package org.countersign.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.order.Lines.allowing;
import static org.countersign.order.Lines.euro;
import static org.countersign.order.Lines.of;
import static org.countersign.order.Lines.ordered;

import java.util.List;
import org.countersign.kernel.Price;
import org.junit.jupiter.api.Test;

/** The standing of an order ... */
class StandingTest {

    @Test
    void countsTheLinesThatStillWaitForSomething() {
        var untouched = ordered("10", "10");
        var received = ordered("10", "10").receive(of("10")).after();
        var billed = received.invoice(of("10"), euro("100")).after();
        var returned = billed.returnForCredit(of("1")).after();

        var standing = Standing.of(List.of(untouched, received, billed, returned));

        assertThat(standing.linesToReceive()).isEqualTo(1);
        assertThat(standing.linesToInvoice()).isEqualTo(2);
        assertThat(standing.linesCreditExpected()).isEqualTo(1);
        assertThat(standing.complete()).isFalse();
    }

    @Test
    void isProgressInMoneyAtTheOrdersPriceAndCappedPerLine() {
        var over = allowing(ordered("10", "30"), "10", "0").receive(of("20")).after();
        var half = ordered("10", "70").receive(of("5")).after();

        var standing = Standing.of(List.of(over, half));

        assertThat(standing.receivedPercent()).isEqualByComparingTo("65");
        assertThat(over.standing().receivedPercent()).isEqualByComparingTo("200");
    }

    @Test
    void isProgressByFinishedLinesWhereTheOrderIsWorthNothing() {
        var done = ordered("10", "0").receive(of("10")).after();
        var open = ordered("10", "0").receive(of("9")).after();

        var standing = Standing.of(List.of(done, open));

        assertThat(standing.receivedPercent()).isEqualByComparingTo("50");
        assertThat(standing.billedPercent()).isEqualByComparingTo("0");
    }

    @Test
    void isNotAHundredBeforeAllIsDone() {
        var line = ordered("100000", "1").receive(of("99999.999")).after();

        assertThat(line.standing().receivedPercent()).isEqualByComparingTo("99.99");
    }

    @Test
    void isBilledByTheBillsAndNotByTheirPrices() {
        var line = ordered("10", "10").invoice(of("5"), euro("90")).after();

        assertThat(Standing.of(List.of(line)).billedPercent()).isEqualByComparingTo("50");
        assertThat(line.standing().billedPercent()).isEqualByComparingTo("50");
    }

    @Test
    void isAHundredWhereEverythingWasCancelled() {
        var line = ordered("10", "10").shortClose().after();

        var standing = Standing.of(List.of(line));

        assertThat(standing.receivedPercent()).isEqualByComparingTo("100");
        assertThat(standing.billedPercent()).isEqualByComparingTo("100");
        assertThat(line.standing().billedPercent()).isEqualByComparingTo("100");
        assertThat(standing.complete()).isTrue();
    }

    @Test
    void letsABillAskForWhatWasReceivedOrForWhatWasOrdered() {
        var line = ordered("10", "10").receive(of("6")).after();
        var claimed = line.claim(of("2"), euro("20")).after();

        assertThat(line.standing().billableNow(BillingBasis.RECEIVED)).isEqualTo(of("6"));
        assertThat(line.standing().billableNow(BillingBasis.ORDERED)).isEqualTo(of("10"));
        assertThat(claimed.standing().billableNow(BillingBasis.RECEIVED)).isEqualTo(of("4"));
        assertThat(claimed.standing().openToInvoice()).isEqualTo(of("10"));
    }

    @Test
    void expectsABillForGoodsThatCameAfterACreditWasForgone() {
        var waived = ordered("10", "10")
                .receive(of("10"))
                .then(line -> line.invoice(of("10"), euro("100")))
                .then(line -> line.returnForCredit(of("1")))
                .then(line -> line.waive(of("1")))
                .after();

        var more = waived.revise(of("11"), Price.of("EUR", "10"))
                .then(line -> line.receive(of("1")))
                .after();

        assertThat(more.standing().openToInvoice()).isEqualTo(of("1"));
        assertThat(more.standing().grni()).isEqualTo(euro("10"));
        assertThat(more.standing().complete()).isFalse();
    }

    @Test
    void keepsItsFloorAtTheLargerOfReceivedAndInvoiced() {
        var line = ordered("10", "10")
                .receive(of("4"))
                .then(it -> it.invoice(of("6"), euro("60")))
                .after();

        assertThat(line.standing().amendFloor()).isEqualTo(of("6"));
    }
}
