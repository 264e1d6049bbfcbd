package org.countersign.platform;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;
import org.countersign.kernel.OrganizationId;
import tools.jackson.databind.JsonNode;

/** One row of the journal as a consumer or a reader gets it. */
public record JournalRow(
        OrganizationId organization,
        long position,
        UUID actId,
        Instant recordedAt,
        DocumentRef document,
        int revision,
        String act,
        UUID actorId,
        String actorName,
        String ruleVersion,
        String payload) {

    public boolean tells(Class<? extends Event> event) {
        return act.equals(Journal.name(event));
    }

    /** Which of these events was told, if it is one of them. */
    public Optional<Class<? extends Event>> told(Set<Class<? extends Event>> events) {
        return events.stream().filter(this::tells).findFirst();
    }

    /** What was told, read back as the event it was; older rows may lack newer components. */
    public <E extends Event> E as(Class<E> event) {
        return Json.read(payload, event);
    }

    public JsonNode facts() {
        return Json.mapper().readTree(payload);
    }
}
