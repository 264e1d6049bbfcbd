package org.countersign.exchange;

import org.countersign.approval.Policies;
import org.countersign.exchange.check.DocumentCheck;
import org.countersign.platform.Installation;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Loads the official rule sets in the background once the installation serves, so that the first document need not wait. */
@Component
class WarmUp {

    private final Installation installation;

    WarmUp(Installation installation) {
        this.installation = installation;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (installation.greets()) {
            Thread.ofPlatform().name("warm-up").daemon().start(() -> {
                Policies.warmUp();
                DocumentCheck.warmUp();
            });
        }
    }
}
