package org.countersign.budget;

import org.countersign.kernel.Refusal;
import org.joda.money.Money;

/** A hard budget that has less left than was asked of it. */
public record Shortfall(BudgetAccountId account, String name, String costCentre, Money available, Money needed) {

    /** What is missing. */
    public Money missing() {
        return needed.minus(available);
    }

    /** The refusal {@code budget-exceeded}; finance lifts it by granting more or an overrun. */
    public Refusal refusal() {
        return Refusal.rule(
                "budget-exceeded",
                "The budget " + name + " has " + available + " left and this needs " + needed
                        + "; ask finance to grant more.",
                Refusal.Facts.of("account", account)
                        .and("budget", name)
                        .and("cost-centre", costCentre)
                        .and("currency", available.getCurrencyUnit().getCode())
                        .measured("money", available.getAmount(), needed.getAmount(), available.getAmount())
                        .under("budget-hard-stop", "finance"));
    }
}
