package org.countersign.identity;

import java.time.Duration;
import org.countersign.platform.Edge;
import org.countersign.platform.Housekeeping;
import org.countersign.platform.Transactions;
import org.springframework.stereotype.Component;

/** Forgets, organisation by organisation, the answers that were kept under their keys for long enough. */
@Component
class AnswerExpiry implements Housekeeping {

    private final Edge edge;
    private final Organizations organizations;
    private final Transactions transactions;

    AnswerExpiry(Edge edge, Organizations organizations, Transactions transactions) {
        this.edge = edge;
        this.organizations = organizations;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "answer-expiry";
    }

    @Override
    public Duration between() {
        return Duration.ofHours(1);
    }

    @Override
    public void round() {
        transactions.outside(organizations::ids).forEach(edge::expire);
    }
}
