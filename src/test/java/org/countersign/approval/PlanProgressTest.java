package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.approval.Office.account;
import static org.countersign.approval.Office.request;
import static org.countersign.approval.Office.rules;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.approval.Decision.Verdict;
import org.countersign.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The progress of a plan ... */
class PlanProgressTest {

    private static final String SEQUENCE = "1 manager all true; 2 owner all true; 3 group:finance 2 true";

    @ParameterizedTest(name = "{0}: after {2} it is {3} and waits for {4}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing decided       | 1 manager all true                              | ''                        | OPEN          | Mira
            one was enough        | 1 manager all true                              | +Mira                     | APPROVED      | ''
            nobody is asked       | 1 manager all false                             | ''                        | APPROVED      | ''
            in sequence           | 1 manager all true; 2 group:legal any true      | +Mira                     | OPEN          | Liv
            in sequence, done     | 1 manager all true; 2 group:legal any true      | +Mira +Liv                | APPROVED      | ''
            in parallel           | 1 manager all true; 1 group:legal any true      | ''                        | OPEN          | Mira, Liv
            in parallel, one      | 1 manager all true; 1 group:legal any true      | +Liv                      | OPEN          | Mira
            in parallel, both     | 1 manager all true; 1 group:legal any true      | +Liv +Mira                | APPROVED      | ''
            two of three          | 1 group:finance 2 true                          | +Fay                      | OPEN          | Finn, Fred
            two of three, done    | 1 group:finance 2 true                          | +Fay +Fred                | APPROVED      | ''
            any of three          | 1 group:finance any true                        | +Fred                     | APPROVED      | ''
            all of three          | 1 group:finance all true                        | +Fred +Finn               | OPEN          | Fay
            two owners            | 1 owner all true                                | +Jonas                    | OPEN          | Mira
            named twice           | 1 manager all true; 2 person:Mira all true      | +Mira                     | APPROVED      | ''
            named twice, parallel | 1 manager all true; 1 owner all true            | +Mira                     | OPEN          | Jonas
            counts one ahead      | 1 person:Fay all true; 2 group:finance 2 true   | +Fay                      | OPEN          | Finn, Fred
            rejected              | 1 manager all true; 2 group:legal any true      | -Mira                     | REJECTED      | ''
            rejected later        | 1 manager all true; 2 group:legal any true      | +Mira -Liv                | REJECTED      | ''
            sent back             | 1 manager all true; 1 group:legal any true      | ?Liv                      | CHANGES_ASKED | ''
            one of n rejects      | 1 group:finance 2 true                          | +Fay -Finn                | REJECTED      | ''
            """)
    void foldsDecisions(String situation, String rules, String decisions, ApprovalPhase outcome, String waiting) {
        var progress = after(rules, decisions);

        assertThat(progress.outcome()).as(situation).isEqualTo(outcome);
        assertThat(names(progress)).as(situation).isEqualTo(waiting);
    }

    @ParameterizedTest(name = "after {1} {2} for {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            1 manager all true; 2 group:legal any true    | ''          | Liv   | Liv   | not-asked
            1 manager all true; 2 group:legal any true    | +Mira       | Mira  | Mira  | not-asked
            1 manager all true                            | ''          | Ines  | Ines  | own-request
            1 manager all true                            | ''          | Ines  | Mira  | own-request
            1 manager all true                            | ''          | Mira  | Ines  | own-request
            1 manager all true                            | ''          | Jonas | Jonas | not-asked
            1 manager all true                            | +Mira       | Mira  | Mira  | not-in-this-phase
            1 manager all true                            | -Mira       | Mira  | Mira  | not-in-this-phase
            1 manager all true                            | ?Mira       | Mira  | Mira  | not-in-this-phase
            1 group:finance 2 true                        | +Fay        | Fay   | Fay   | already-decided
            1 group:finance 2 true                        | +Fay        | Fay   | Finn  | already-decided
            1 group:finance 2 true                        | +Fay        | Liv   | Fay   | already-decided
            1 manager all true; 1 group:finance any true  | +Fay        | Finn  | Finn  | already-decided
            """)
    void refusesWhoMayNotDecide(String rules, String before, String by, String onBehalfOf, String code) {
        var progress = after(rules, before);
        var decision = new Decision(account(by), account(onBehalfOf), Verdict.APPROVE, "");

        assertThatThrownBy(() -> progress.after(decision))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
        assertThat(progress.mayDecide(account(by), account(onBehalfOf))).isFalse();
    }

    @Test
    void takesTheDecisionOfADelegate() {
        var progress = after("1 manager all true", "");

        var decided = progress.after(new Decision(account("Jonas"), account("Mira"), Verdict.APPROVE, ""));

        assertThat(progress.mayDecide(account("Jonas"), account("Mira"))).isTrue();
        assertThat(decided.outcome()).isEqualTo(ApprovalPhase.APPROVED);
    }

    @ParameterizedTest
    @EnumSource(value = Verdict.class, names = "APPROVE", mode = EnumSource.Mode.EXCLUDE)
    void wantsAReasonForSayingNo(Verdict verdict) {
        var progress = after("1 manager all true", "");
        var silent = Decision.of(account("Mira"), verdict, " ");

        assertThatThrownBy(() -> progress.after(silent))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("reason-missing"));
    }

    @Test
    void opensOneStageAfterTheOther() {
        var start = after(SEQUENCE, "");
        var second = after(SEQUENCE, "+Mira");
        var third = after(SEQUENCE, "+Mira +Jonas");

        assertThat(start.open()).extracting(Plan.Stage::order).containsExactly(1);
        assertThat(second.open()).extracting(Plan.Stage::order).containsExactly(2);
        assertThat(third.open()).extracting(Plan.Stage::order).containsExactly(3);
    }

    @Test
    void countsWhatIsGivenInEachStage() {
        var progress = after(SEQUENCE, "+Mira +Jonas +Fay");

        assertThat(progress.plan().stages()).extracting(progress::given).containsExactly(1, 2, 1);
        assertThat(progress.mayDecide(account("Finn"))).isTrue();
        assertThat(progress.mayDecide(account("Fay"))).isFalse();
    }

    /** Reads {@code "+Mira -Liv ?Fay"}: approvals, rejections, requests for changes. */
    private static PlanProgress after(String rules, String decisions) {
        var request = request("Ines", "100.00 EUR IT=60.00 HR=40.00");
        var plan = Policy.compile(1, LocalDate.of(2026, 1, 1), rules(rules)).plan(request, Office.WITH_NORA);
        return Arrays.stream(decisions.split(" "))
                .filter(word -> !word.isEmpty())
                .map(PlanProgressTest::decision)
                .reduce(PlanProgress.start(plan, Set.of(account("Ines"))), PlanProgress::after, (first, _) -> first);
    }

    private static Decision decision(String word) {
        var verdict = switch (word.charAt(0)) {
            case '+' -> Verdict.APPROVE;
            case '-' -> Verdict.REJECT;
            default -> Verdict.ASK_FOR_CHANGES;
        };
        return Decision.of(account(word.substring(1)), verdict, verdict.name().toLowerCase(Locale.ROOT));
    }

    private static String names(PlanProgress progress) {
        return progress.waitingFor().stream().map(Plan.Candidate::name).collect(Collectors.joining(", "));
    }
}
