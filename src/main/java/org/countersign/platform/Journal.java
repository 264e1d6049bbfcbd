package org.countersign.platform;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one way to say that something happened. A row is written in the transaction that caused it, after everything else
 * of the act; rows of one transaction share an act id. There is no other history, outbox or event.
 */
@Component
public class Journal {

    static final String TELL = """
            with told as (
                insert into platform.journal (organization_id, act_id, act_row, recorded_at, document_kind, document_id,
                        revision, act, actor_id, actor_name, rule_version, payload, payload_hash, leaf_hash)
                values (:organization, :actId, :actRow, :recordedAt, :kind, :document,
                        :revision, :act, :actor, :actorName, :ruleVersion, :payload::jsonb, :payloadHash, :leafHash)
                returning organization_id, position)
            insert into platform.journal_subject (organization_id, kind, document_id, position)
            select told.organization_id, subject.kind, subject.id, told.position
              from told, unnest(:kinds::text[], :documents::uuid[]) as subject (kind, id)
            """;

    private final JdbcClient jdbc;
    private final Ids ids;
    private final Clock clock;
    private final Wake wake;

    public Journal(JdbcClient jdbc, Ids ids, Clock clock, Wake wake) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
        this.wake = wake;
    }

    /** Tells what happened, in the running transaction; without one it is a bug. */
    public void tell(Event event, Actor actor) {
        var act = Act.ofTransaction(ids, wake);
        var subjects = new LinkedHashSet<DocumentRef>();
        subjects.add(event.document());
        subjects.addAll(event.concerning());
        var payload = Json.canonical(event);
        var row = act.nextRow();
        var recordedAt = clock.instant();
        var payloadHash = Hash.sha256(payload);
        jdbc.sql(TELL)
                .param("organization", actor.organization().value())
                .param("actId", act.id)
                .param("actRow", row)
                .param("recordedAt", Params.column(recordedAt))
                .param("kind", event.document().kind())
                .param("document", event.document().id())
                .param("revision", event.revision())
                .param("act", name(event.getClass()))
                .param("actor", actor.account().value())
                .param("actorName", actor.name())
                .param("ruleVersion", event.ruleVersion())
                .param("payload", new String(payload, java.nio.charset.StandardCharsets.UTF_8))
                .param("payloadHash", payloadHash)
                .param("leafHash", leaf(event, actor, act.id, row, recordedAt, payloadHash))
                .param("kinds", subjects.stream().map(DocumentRef::kind).toArray(String[]::new))
                .param("documents", subjects.stream().map(DocumentRef::id).toArray(UUID[]::new))
                .update();
    }

    /** The act's name in the journal and on pages: the event's class, in kebab case. */
    public static String name(Class<? extends Event> event) {
        return event.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** The header and the payload's hash; personal text can be erased from the payload and the leaf still holds. */
    private static byte[] leaf(Event event, Actor actor, UUID act, int row, Instant recordedAt, byte[] payloadHash) {
        var header = new LinkedHashMap<String, Object>();
        header.put("organization", actor.organization());
        header.put("act_id", act);
        header.put("act_row", row);
        header.put("recorded_at", recordedAt);
        header.put("document_kind", event.document().kind());
        header.put("document", event.document().id());
        header.put("revision", event.revision());
        header.put("act", name(event.getClass()));
        header.put("actor", actor.account());
        header.put("rule_version", event.ruleVersion());
        header.put("payload_hash", Hash.hex(payloadHash));
        return Hash.ofContent(header);
    }

    /** The rows of one transaction have one act id, counted from 0; the consumers are woken once, after the commit. */
    private static final class Act implements TransactionSynchronization {

        private final UUID id;
        private final Wake wake;
        private int rows;

        private Act(UUID id, Wake wake) {
            this.id = id;
            this.wake = wake;
        }

        static Act ofTransaction(Ids ids, Wake wake) {
            List<TransactionSynchronization> open = TransactionSynchronizationManager.getSynchronizations();
            for (var synchronization : open) {
                if (synchronization instanceof Act act) {
                    return act;
                }
            }
            var act = new Act(ids.next(), wake);
            TransactionSynchronizationManager.registerSynchronization(act);
            return act;
        }

        int nextRow() {
            return rows++;
        }

        @Override
        public void afterCommit() {
            wake.consumers();
        }
    }
}
