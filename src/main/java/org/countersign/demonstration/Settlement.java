package org.countersign.demonstration;

import java.time.Clock;
import org.countersign.kernel.Role;
import org.countersign.payment.Paying;
import org.countersign.payment.PaymentFinder;
import org.countersign.payment.PaymentWish;
import org.countersign.platform.Transactions;
import org.springframework.stereotype.Component;

/** Pays what is due by today: proposed by one person, approved by another, and executed by the bank. */
@Component
class Settlement {

    private final Paying paying;
    private final PaymentFinder payments;
    private final Transactions transactions;
    private final Clock clock;

    Settlement(Paying paying, PaymentFinder payments, Transactions transactions, Clock clock) {
        this.paying = paying;
        this.payments = payments;
        this.transactions = transactions;
        this.clock = clock;
    }

    void pay(Company company) {
        var clerk = company.the(Role.AP_CLERK);
        var payer = company.the(Role.PAYER);
        var today = clock.instant().atZone(company.organization.zone()).toLocalDate();
        var wish = PaymentWish.dueUntil(today, today);
        var anything = !transactions
                .read(clerk, () -> payments.due(wish, clerk))
                .payments()
                .isEmpty();
        if (!anything) {
            return;
        }
        var proposed = transactions.act(clerk, () -> paying.propose(wish, clerk));
        var approved = transactions.act(payer, () -> paying.approve(proposed.id(), proposed.version(), payer));
        approved.payments()
                .forEach(payment -> transactions.act(payer, () -> paying.executed(payment.id(), today, payer)));
    }
}
