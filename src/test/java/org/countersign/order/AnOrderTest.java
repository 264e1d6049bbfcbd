package org.countersign.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.order.AnOrder.anOrder;

import org.countersign.Fixture;
import org.countersign.TestDatabase;
import org.countersign.kernel.Quantity;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class AnOrderTest {

    @Test
    void theBuilderMakesAnOrderInForceWhoseSumsAreItsFacts() {
        try (var database = TestDatabase.fresh()) {
            var at = Fixture.in(database);
            var modules = new OrderModules(database.app());

            var order = anOrder(at, modules)
                    .line("laptop", 3, "1200.00")
                    .line("bag", 3, "40.00")
                    .issued();

            assertThat(order.number()).isEqualTo("PO-2026-000001");
            assertThat(order.phase()).isEqualTo(OrderPhase.OPEN);
            assertThat(order.revisions().net()).isEqualTo(Money.of(CurrencyUnit.EUR, 3720));
            assertThat(order.lineNumbered(1).orElseThrow().ledger().standing().openToReceive())
                    .isEqualTo(Quantity.of(3));
            assertThat(modules.transactions.read(at.buyer, () -> modules.orderCheck.differences(at.organization)))
                    .isEmpty();
            assertThat(modules.transactions.read(at.buyer, () -> modules.budgetCheck.differences(at.organization)))
                    .isEmpty();
        }
    }
}
