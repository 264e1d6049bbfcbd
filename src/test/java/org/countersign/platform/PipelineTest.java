package org.countersign.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.countersign.Counting;
import org.countersign.TestDatabase;
import org.countersign.kernel.OrganizationId;
import org.countersign.kernel.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

/** A write that nobody waits for. */
class PipelineTest {

    private static final String ADD = """
            insert into platform.number_series (organization_id, kind, year, next) values (:organization, :kind, 2026, 1)
            """;
    private static final String RAISE = """
            update platform.number_series set next = next + 1 where organization_id = :organization and kind = :kind
            """;
    private static final String KINDS = """
            select kind from platform.number_series where organization_id = :organization order by kind
            """;

    private static TestDatabase database;
    private static Counting counting;
    private static Transactions transactions;
    private static Pipeline pipeline;

    private OrganizationId organization;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        counting = new Counting(database.app());
        transactions = new Transactions(counting);
        pipeline = Pipeline.to(counting);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void begin() {
        organization = new OrganizationId(UUID.randomUUID());
    }

    @Test
    void goesWithAllOthersOfItsActInOneRoundTripBeforeTheCommit() {
        var cost = counting.counted(() -> transactions.act(organization, () -> {
            add("A");
            raise("A");
            return add("B");
        }));

        assertThat(kinds()).containsExactly("A", "B");
        assertThat(cost.cost()).isEqualTo(new Counting.Cost(2, 1)); // whose rows they are, and all writes
    }

    @Test
    void isSeenByWhatTheActAsksAfterwards() {
        var seen = transactions.act(organization, () -> {
            add("A");
            return asked();
        });

        assertThat(seen).containsExactly("A");
    }

    @Test
    void goesBeforeAQuestionInOneRoundTripWithIt() {
        var answer = new AtomicLong();
        var cost = counting.counted(() -> transactions.act(organization, () -> {
            add("A");
            answer.set(
                    pipeline.later("select count(*) from platform.number_series where organization_id = :organization")
                            .param("organization", organization.value())
                            .ask());
            return true;
        }));

        assertThat(answer).hasValue(1);
        assertThat(kinds()).containsExactly("A");
        assertThat(cost.cost())
                .isEqualTo(new Counting.Cost(2, 1)); // whose rows they are, and the write with the question
    }

    @Test
    void isTakenBackWithThePartOfTheActThatSaidIt() {
        transactions.act(organization, () -> {
            add("A");
            assertThatThrownBy(() -> transactions.attempt(() -> {
                        add("B");
                        throw Refusal.rule("no", "Not this part.");
                    }))
                    .isInstanceOf(Refusal.class);
            return add("C");
        });

        assertThat(kinds()).containsExactly("A", "C");
    }

    @Test
    void isNotMadeWhereTheActIsRefused() {
        assertThatThrownBy(() -> transactions.act(organization, () -> {
                    add("A");
                    throw Refusal.rule("no", "Not this act.");
                }))
                .isInstanceOf(Refusal.class);

        assertThat(kinds()).isEmpty();
    }

    @Test
    void refusesTheActWhereItDoesNotFindItsOneRow() {
        assertThatThrownBy(() -> transactions.act(organization, () -> {
                    add("A");
                    return raise("B");
                }))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("gone");

        assertThat(kinds()).isEmpty();
    }

    @Test
    void refusesTheActWhicheverOfItsWritesDoesNotFindItsRow() {
        assertThatThrownBy(() -> transactions.act(organization, () -> {
                    raise("B");
                    add("A");
                    return add("C");
                }))
                .hasMessageContaining("gone");

        assertThat(kinds()).isEmpty();
    }

    @Test
    void isRefusedWithinThePartThatSaidIt() {
        transactions.act(organization, () -> {
            assertThatThrownBy(() -> transactions.attempt(() -> raise("B"))).isInstanceOf(Refusal.class);
            return add("C");
        });

        assertThat(kinds()).containsExactly("C");
    }

    @Test
    void refusesTheActAlsoWhereSomebodyCaughtItsRefusal() {
        assertThatThrownBy(() -> transactions.act(organization, () -> {
                    raise("B");
                    assertThatThrownBy(this::asked).isInstanceOf(Refusal.class);
                    return add("C");
                }))
                .hasMessageContaining("gone");

        assertThat(kinds()).isEmpty();
    }

    @Test
    void isMadeHoweverManyThereAre() {
        transactions.act(organization, () -> {
            add("A");
            for (var k = 0; k < 200; k++) {
                raise("A");
            }
            return true;
        });

        assertThat(kinds()).containsExactly("A");
    }

    @Test
    void failsTheActAsItWouldHaveFailedAtOnce() {
        assertThatThrownBy(() -> transactions.act(organization, () -> {
                    add("A");
                    return add("A");
                }))
                .isInstanceOf(DuplicateKeyException.class);

        assertThat(kinds()).isEmpty();
    }

    private boolean add(String kind) {
        pipeline.later(ADD)
                .param("organization", organization.value())
                .param("kind", kind)
                .write();
        return true;
    }

    private boolean raise(String kind) {
        pipeline.later(RAISE)
                .param("organization", organization.value())
                .param("kind", kind)
                .writeOne(() -> Refusal.conflict("gone", kind + " is gone."));
        return true;
    }

    private List<String> asked() {
        return pipeline.sql(KINDS)
                .param("organization", organization.value())
                .query(String.class)
                .list();
    }

    private List<String> kinds() {
        return transactions.read(organization, this::asked);
    }
}
