package org.countersign.exchange.inbound;

import java.time.Duration;
import org.countersign.identity.Organizations;
import org.countersign.platform.Housekeeping;
import org.countersign.platform.Transactions;
import org.springframework.stereotype.Component;

/** Takes up the documents of each organisation that were kept and came to no end. */
@Component
class DocumentHousekeeping implements Housekeeping {

    private final DocumentDoor door;
    private final Organizations organizations;
    private final Transactions transactions;

    DocumentHousekeeping(DocumentDoor door, Organizations organizations, Transactions transactions) {
        this.door = door;
        this.organizations = organizations;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "document-housekeeping";
    }

    @Override
    public Duration between() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void round() {
        transactions.outside(organizations::ids).forEach(door::takeUpLeftBehind);
    }
}
