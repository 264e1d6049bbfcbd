package org.countersign.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.countersign.kernel.Actor;
import org.countersign.kernel.DocumentRef;
import org.countersign.kernel.Event;
import org.countersign.kernel.OrganizationId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one way to say that something happened. A row is written in the transaction that caused it, after everything else
 * of the act; rows of one transaction share an act id. There is no other history, outbox or event.
 */
@Component
public class Journal {

    private static final Map<Class<? extends Event>, String> NAMES = new ConcurrentHashMap<>();

    static final String TELL = """
            with told as (
                insert into platform.journal (organization_id, act_id, act_row, recorded_at, document_kind, document_id,
                        revision, act, actor_id, actor_name, rule_version, payload, payload_hash, leaf_hash)
                select :organization, :actId, said.act_row, said.recorded_at::timestamptz, said.kind, said.document_id,
                       said.revision, said.act, said.actor, said.actor_name, said.rule_version, said.payload::jsonb,
                       said.payload_hash, said.leaf_hash
                  from unnest(:rows::int[], :times::text[], :kinds::text[], :documents::uuid[], :revisions::int[],
                              :acts::text[], :actors::uuid[], :actorNames::text[], :ruleVersions::text[], :payloads::text[],
                              :payloadHashes::bytea[], :leafHashes::bytea[])
                       as said (act_row, recorded_at, kind, document_id, revision, act, actor, actor_name, rule_version,
                                payload, payload_hash, leaf_hash)
                 order by said.act_row
                returning organization_id, act_row, position)
            insert into platform.journal_subject (organization_id, kind, document_id, position)
            select told.organization_id, subject.kind, subject.id, told.position
              from told
              join unnest(:subjectRows::int[], :subjectKinds::text[], :subjects::uuid[]) as subject (act_row, kind, id)
                on subject.act_row = told.act_row
            """;

    private final Pipeline jdbc;
    private final Ids ids;
    private final Clock clock;
    private final Wake wake;

    public Journal(Pipeline jdbc, Ids ids, Clock clock, Wake wake) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
        this.wake = wake;
    }

    /** Tells what happened, in the running transaction; without one it is a bug. */
    public void tell(Event event, Actor actor) {
        tell(List.of(event), actor);
    }

    /** Tells several things that one act did, in their order. */
    public void tell(List<? extends Event> events, Actor actor) {
        var act = Act.ofTransaction(this, actor.organization());
        var recordedAt = clock.instant();
        events.forEach(event -> act.add(event, actor, recordedAt));
    }

    /** Writes all that an act told, in one statement. */
    private void write(UUID act, OrganizationId organization, List<Row> rows) {
        var subjects = rows.stream().flatMap(row -> row.subjects().stream()).toList();
        jdbc.later(TELL)
                .param("organization", organization.value())
                .param("actId", act)
                .param(
                        "actors",
                        rows.stream().map(row -> row.actor().account().value()).toArray(UUID[]::new))
                .param("actorNames", each(rows, row -> row.actor().name()))
                .param("rows", rows.stream().map(Row::number).toArray(Integer[]::new))
                .param("times", each(rows, row -> row.recordedAt().toString()))
                .param("kinds", each(rows, row -> row.event().document().kind()))
                .param(
                        "documents",
                        rows.stream().map(row -> row.event().document().id()).toArray(UUID[]::new))
                .param(
                        "revisions",
                        rows.stream().map(row -> row.event().revision()).toArray(Integer[]::new))
                .param("acts", each(rows, row -> name(row.event().getClass())))
                .param("ruleVersions", each(rows, row -> row.event().ruleVersion()))
                .param("payloads", each(rows, row -> new String(row.payload(), UTF_8)))
                .param("payloadHashes", rows.stream().map(Row::payloadHash).toArray(byte[][]::new))
                .param("leafHashes", rows.stream().map(Row::leafHash).toArray(byte[][]::new))
                .param("subjectRows", subjects.stream().map(Subject::row).toArray(Integer[]::new))
                .param(
                        "subjectKinds",
                        subjects.stream().map(one -> one.document().kind()).toArray(String[]::new))
                .param(
                        "subjects",
                        subjects.stream().map(one -> one.document().id()).toArray(UUID[]::new))
                .write();
    }

    private static String[] each(List<Row> rows, Function<Row, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    /** A document that a row concerns. */
    private record Subject(int row, DocumentRef document) {}

    /** An event as it is written. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(
            int number,
            Event event,
            Actor actor,
            Instant recordedAt,
            byte[] payload,
            byte[] payloadHash,
            byte[] leafHash) {

        static Row of(Event event, Actor actor, UUID act, int number, Instant recordedAt) {
            var payload = Json.canonical(event);
            var payloadHash = Hash.sha256(payload);
            return new Row(
                    number,
                    event,
                    actor,
                    recordedAt,
                    payload,
                    payloadHash,
                    leaf(event, actor, act, number, recordedAt, payloadHash));
        }

        List<Subject> subjects() {
            var documents = new LinkedHashSet<DocumentRef>();
            documents.add(event.document());
            documents.addAll(event.concerning());
            return documents.stream()
                    .map(document -> new Subject(number, document))
                    .toList();
        }
    }

    /** The act's name in the journal and on pages: the event's class, in kebab case. */
    public static String name(Class<? extends Event> event) {
        return NAMES.computeIfAbsent(event, Journal::named);
    }

    private static String named(Class<? extends Event> event) {
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

    /**
     * What one transaction tells: its rows have one act id, are counted from 0 and are written together as the last thing
     * before the commit; a part of the act that is taken back takes its rows with it. The consumers are woken once, after
     * the commit.
     */
    private static final class Act implements TransactionSynchronization {

        private final Journal journal;
        private final OrganizationId organization;
        private final UUID id;
        private final List<Row> rows = new ArrayList<>();
        private final Map<Object, Integer> savepoints = new HashMap<>();

        private Act(Journal journal, OrganizationId organization) {
            this.journal = journal;
            this.organization = organization;
            this.id = journal.ids.next();
        }

        static Act ofTransaction(Journal journal, OrganizationId organization) {
            List<TransactionSynchronization> open = TransactionSynchronizationManager.getSynchronizations();
            for (var synchronization : open) {
                if (synchronization instanceof Act act) {
                    return act;
                }
            }
            var act = new Act(journal, organization);
            journal.jdbc.keepUntilCommit();
            TransactionSynchronizationManager.registerSynchronization(act);
            return act;
        }

        /** Before the writes of the act are sent. */
        @Override
        public int getOrder() {
            return 0;
        }

        void add(Event event, Actor by, Instant recordedAt) {
            rows.add(Row.of(event, by, id, rows.size(), recordedAt));
        }

        @Override
        public void savepoint(Object savepoint) {
            savepoints.put(savepoint, rows.size());
        }

        @Override
        public void savepointRollback(Object savepoint) {
            rows.subList(savepoints.getOrDefault(savepoint, 0), rows.size()).clear();
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (!rows.isEmpty()) {
                journal.write(id, organization, rows);
            }
        }

        @Override
        public void afterCommit() {
            journal.wake.consumers();
        }
    }
}
