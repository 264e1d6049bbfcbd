package org.countersign.torture;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far one purchase has come, as its client remembers it; the application knows better and is asked before each act. */
final class Purchase {

    final House house;
    final String vendor;
    final Person requester;
    private @Nullable UUID requisition;
    private @Nullable UUID plan;
    private @Nullable UUID order;
    private int steps;

    Purchase(House house, String vendor, Person requester) {
        this.house = house;
        this.vendor = vendor;
        this.requester = requester;
    }

    void drafted(UUID draft) {
        requisition = draft;
        plan = null;
    }

    void waitsFor(UUID approval) {
        plan = approval;
    }

    void decided() {
        plan = null;
    }

    void ordered(UUID made) {
        order = made;
        plan = null;
    }

    Optional<UUID> requisition() {
        return Optional.ofNullable(requisition);
    }

    Optional<UUID> plan() {
        return Optional.ofNullable(plan);
    }

    Optional<UUID> order() {
        return Optional.ofNullable(order);
    }

    /** One step more; how many there were. */
    int step() {
        return ++steps;
    }
}
