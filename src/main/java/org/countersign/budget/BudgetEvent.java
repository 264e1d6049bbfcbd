package org.countersign.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.countersign.kernel.CostCentreId;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What is told about budgets, rates and periods. Transfers are not told: the ledger is their history. */
public sealed interface BudgetEvent extends Event {

    /** A budget was made. */
    record BudgetOpened(
            BudgetAccountId id,
            CostCentreId costCentre,
            String name,
            LocalDate from,
            LocalDate to,
            Money granted,
            Stop stop)
            implements BudgetEvent {

        @Override
        public DocumentRef document() {
            return DocumentRef.of("budget", id);
        }

        @Override
        public List<DocumentRef> concerning() {
            return List.of(DocumentRef.of("cost-centre", costCentre));
        }
    }

    /** What a budget grants, or what happens at its end, was changed. */
    record GrantChanged(BudgetAccountId id, Money grantedBefore, Money grantedAfter, Stop stopBefore, Stop stopAfter)
            implements BudgetEvent {

        @Override
        public DocumentRef document() {
            return DocumentRef.of("budget", id);
        }
    }

    /** A budget may be used beyond what it grants, by so much more than before. */
    record OverrunGranted(BudgetAccountId id, Money more, Money overrunAfter, String reason) implements BudgetEvent {

        @Override
        public DocumentRef document() {
            return DocumentRef.of("budget", id);
        }
    }

    /** The books of some days were closed. */
    record PeriodClosed(UUID id, LocalDate from, LocalDate to) implements BudgetEvent {

        @Override
        public DocumentRef document() {
            return new DocumentRef("period", id);
        }
    }

    /** The books of a closed period were opened again. */
    record PeriodReopened(UUID id, LocalDate from, LocalDate to, String reason) implements BudgetEvent {

        @Override
        public DocumentRef document() {
            return new DocumentRef("period", id);
        }
    }

    /** An exchange rate was entered. */
    record RateEntered(UUID id, CurrencyUnit from, CurrencyUnit to, LocalDate validOn, BigDecimal rate, String source)
            implements BudgetEvent {

        @Override
        public DocumentRef document() {
            return new DocumentRef("rate", id);
        }
    }
}
