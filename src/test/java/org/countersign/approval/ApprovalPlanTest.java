package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.approval.Office.account;
import static org.countersign.approval.Office.request;
import static org.countersign.approval.Office.rules;
import static org.countersign.approval.Office.stages;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.countersign.approval.ApprovalRequest.Figures;
import org.countersign.kernel.Refusal;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An approval plan ... */
class ApprovalPlanTest {

    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);

    @ParameterizedTest(name = "{0}: {1} asks {2}")
    @CsvSource(delimiter = '|', textBlock = """
            below every limit            | Ines | 4000.00 EUR IT=4000.00                        | 1 Mira
            nothing to pay               | Ines | 0.00 EUR IT=0.00                              | ''
            the smallest amount          | Ines | 0.01 EUR IT=0.01                              | 1 Mira
            exactly at the limit         | Ines | 5000.00 EUR HR=5000.00                        | 1 Mira
            one cent above it            | Ines | 5000.01 EUR HR=5000.01                        | 1 Mira; 2 Jonas
            two owners are both needed   | Ines | 8000.00 EUR IT=5000.00 HR=3000.00             | 1 Mira; 2 Mira and Jonas
            finance joins at the top     | Ines | 25000.01 EUR HR=25000.01                      | 1 Mira; 2 Jonas; 3 1 of Finn, Fay, Fred
            finance not at its limit     | Ines | 25000.00 EUR HR=25000.00                      | 1 Mira; 2 Jonas
            legal stands alone           | Ines | 100.00 EUR IT=100.00 #legal                   | 1 Mira; 2 Liv
            legal beside the owner       | Ines | 6000.00 EUR HR=6000.00 #legal #paper          | 1 Mira; 2 Jonas; 2 Liv
            a new vendor                 | Ines | 100.00 EUR IT=100.00 @Acme +new_vendor        | 1 Mira; 2 Paul
            a new vendor in an emergency | Ines | 100.00 EUR IT=100.00 +new_vendor +emergency   | 1 Mira
            little capital               | Ines | 10000.00 EUR HR=10000.00 +capital             | 1 Mira; 2 Jonas
            much capital asks two        | Ines | 10000.01 EUR HR=10000.01 +capital             | 1 Mira; 2 Jonas; 3 2 of Finn, Fay, Fred
            yen without digits           | Ines | 5001 JPY HR=5001                              | 1 Mira; 2 Jonas
            yen at the limit             | Ines | 5000 JPY HR=5000                              | 1 Mira
            dinars with three digits     | Ines | 5000.001 KWD HR=5000.001                      | 1 Mira; 2 Jonas
            a member asks: others decide | Finn | 30000.00 EUR HR=30000.00                      | 1 Nora; 2 Jonas; 3 1 of Fay, Fred
            """)
    void followsTheStandardRules(String situation, String requester, String request, String expected) {
        var policy = Policies.standard(1, FROM);

        var plan = policy.plan(request(requester, request), Office.WITH_NORA);

        assertThat(stages(plan)).as(situation).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a manager                              | Ines  | 1 manager all true                       | 1 Mira
            the head has nobody above              | Ada   | 1 manager all true                       | 1 Nora
            an inactive manager is passed over     | Tim   | 1 manager all true                       | 1 Jonas
            a manager who may not decide           | Bea   | 1 manager all true                       | 1 Mira
            managers in a ring                     | Kim   | 1 manager all true                       | 1 Nora
            one's own manager                      | Zoe   | 1 manager all true                       | 1 Nora
            in the ring oneself                    | Yara  | 1 manager all true                       | 1 Nora
            the owner of a cost centre             | Ines  | 1 owner all true                         | 1 Mira
            requester is the owner                 | Mira  | 1 owner all true                         | 1 Ada
            rules in sequence                      | Ines  | 5 manager all true; 9 group:legal any true | 1 Mira; 2 Liv
            rules in parallel                      | Ines  | 5 manager all true; 5 group:legal any true | 1 Mira; 1 Liv
            the order counts and not the number    | Ines  | 9 manager all true; 5 group:legal any true | 1 Liv; 2 Mira
            two of three                           | Ines  | 1 group:finance 2 true                   | 1 2 of Finn, Fay, Fred
            two of three, one of them asks         | Fay   | 1 group:finance 2 true                   | 1 Finn and Fred
            three of three, one of them asks       | Fay   | 1 group:finance 3 true                   | 1 Finn and Fred and Nora
            all of a group                         | Ines  | 1 group:finance all true                 | 1 Finn and Fay and Fred
            a group that is away                   | Ines  | 1 group:off any true                     | 1 Nora
            a group of nobody                      | Ines  | 1 group:empty any true                   | 1 Nora
            a group nobody made                    | Ines  | 1 group:security any true                | 1 Nora
            a role                                 | Ines  | 1 role:finance any true                  | 1 1 of Fay, Finn, Fred
            a named person                         | Ines  | 1 person:Liv all true                    | 1 Liv
            a named person who asks                | Mira  | 1 person:Mira all true                   | 1 Ada
            a named person who left                | Ines  | 1 person:Gone all true                   | 1 Nora
            no rule applies                        | Ines  | 1 manager all false                      | ''
            no rule at all                         | Ines  | ''                                       | ''
            """)
    void findsThePeopleOfARule(String situation, String requester, String rules, String expected) {
        var policy = Policy.compile(3, FROM, rules(rules));

        var plan = policy.plan(request(requester, "100.00 EUR IT=100.00"), Office.WITH_NORA);

        assertThat(stages(plan)).as(situation).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            two owners            | Ines  | IT=60.00 HR=40.00   | all | 1 Mira and Jonas
            either of two owners  | Ines  | IT=60.00 HR=40.00   | any | 1 1 of Mira, Jonas
            two of two owners     | Ines  | IT=60.00 HR=40.00   | 2   | 1 Mira and Jonas
            two of one owner      | Ines  | IT=100.00           | 2   | 1 Mira
            one of two asks       | Mira  | IT=60.00 HR=40.00   | all | 1 Ada and Jonas
            both lead to one      | Mira  | IT=60.00 BOSS=40.00 | all | 1 Ada
            owner inactive        | Ines  | OPS=100.00          | all | 1 Jonas
            own cost centre       | Ines  | LAB=100.00          | all | 1 Mira
            no owner, parent has  | Ines  | SUB=100.00          | all | 1 Jonas
            no owner, no parent   | Ines  | TOP=100.00          | all | 1 Nora
            own ring, parent has  | Zoe   | ZOO=100.00          | all | 1 Jonas
            head asks for own     | Ada   | BOSS=100.00         | all | 1 Jonas
            cost centres in ring  | Ines  | RING=100.00         | all | 1 Nora
            unknown cost centre   | Ines  | GONE=100.00         | all | 1 Nora
            """)
    void findsTheOwners(String situation, String requester, String charges, String needed, String expected) {
        var policy = Policy.compile(3, FROM, rules("1 owner " + needed + " true"));

        var plan = policy.plan(request(requester, "100.00 EUR " + charges), Office.WITH_NORA);

        assertThat(stages(plan)).as(situation).isEqualTo(expected);
    }

    @Test
    void asksTheNamedOwnerWhenNothingIsCharged() {
        var policy = Policy.compile(3, FROM, rules("1 owner all true"));

        var plan = policy.plan(request("Ines", "100.00 EUR"), Office.WITH_NORA);

        assertThat(stages(plan)).isEqualTo("1 Nora");
        assertThat(plan.stages().getFirst().notes())
                .containsExactly("No cost centre is charged, so the named owner Nora decides.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            total > amount("5000.00")                          | total 8,000.00 EUR is above 5,000.00 EUR
            total>=amount("8000")                              | total 8,000.00 EUR is at least 8,000.00 EUR
            amount("5000.00") < total                          | total 8,000.00 EUR is above 5,000.00 EUR
            total < amount("8000.0001")                        | total 8,000.00 EUR is below 8,000.0001 EUR
            total > 0                                          | total 8,000.00 EUR is above 0.00 EUR
            total != amount("5000.00")                         | total 8,000.00 EUR is not 5,000.00 EUR
            !(total <= amount("5000.00"))                      | total 8,000.00 EUR is not at most 5,000.00 EUR
            "legal" in categories                              | category legal is asked for
            !("cloud" in categories)                           | category cloud is not asked for
            capital                                            | it is capital expenditure
            !emergency                                         | it is not an emergency
            kind == "requisition"                              | kind is requisition
            capital && total > amount("10")                    | it is capital expenditure and total 8,000.00 EUR is above 10.00 EUR
            'emergency || total > amount("10")'                | total 8,000.00 EUR is above 10.00 EUR
            true                                               | it applies to every request
            categories.exists(c, c.startsWith("leg"))          | categories.exists(c, c.startsWith("leg")) holds (legal)
            charges.exists(c, c.amount > amount("4000"))       | charges.exists(c, c.amount > amount("4000")) holds (IT 5,000.00 EUR)
            charges.all(c, c.cost_centre != "OPS")             | charges.all(c, c.cost_centre != "OPS") holds
            vendors.exists(v, v.name == "Acme")                | vendors.exists(v, v.name == "Acme") holds (Acme)
            """)
    void saysWhyARuleApplies(String condition, String why) {
        var policy = Policy.compile(3, FROM, rules("1 manager all " + condition));

        var plan = policy.plan(
                request("Ines", "8000.00 EUR IT=5000.00 HR=3000.00 #legal #paper @Acme @Globex +capital"),
                Office.WITH_NORA);

        assertThat(plan.stages())
                .singleElement()
                .extracting(Plan.Stage::explanation)
                .isEqualTo("Rule 1: " + why);
    }

    @ParameterizedTest(name = "{0} asking {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Mira | owner   | Mira requested this, so Ada decides.
            Tim  | manager | Otto is inactive, so Jonas decides.
            Bea  | manager | Bob is not an approver, so Mira decides.
            Ada  | manager | Ada has no manager, so the named owner Nora decides.
            Kim  | manager | Xaver is inactive and Yara is not an approver and the managers above Xaver lead back to Xaver, so the named owner Nora decides.
            Fay  | group:finance | Fay requested this, so the others of group finance decide.
            Ines | group:empty   | Group empty has no members, so the named owner Nora decides.
            """)
    void saysWhoDecidesInWhosePlace(String requester, String approvers, String note) {
        var policy = Policy.compile(3, FROM, rules("1 " + approvers + " any true"));

        var plan = policy.plan(request(requester, "100.00 EUR IT=100.00"), Office.WITH_NORA);

        assertThat(plan.stages()).singleElement().extracting(Plan.Stage::notes).isEqualTo(List.of(note));
    }

    @Test
    void notesWhoAlreadyDecidesInAnEarlierStage() {
        var policy = Policies.standard(1, FROM);

        var plan = policy.plan(request("Ines", "8000.00 EUR IT=8000.00"), Office.WITH_NORA);

        assertThat(stages(plan)).isEqualTo("1 Mira; 2 Mira");
        assertThat(plan.stages().getLast().notes())
                .containsExactly("Mira already decides in stage 1; that decision counts here too.");
    }

    @Test
    void barsTheRequesterOfTheRequisitionFromAnOrdersRevision() {
        var policy = Policy.compile(3, FROM, rules("1 manager all true"));
        var byInes = request("Ines", "100.00 EUR IT=100.00");
        var revision = new ApprovalRequest(
                ApprovalRequest.Kind.ORDER,
                "PO-2026-000001, revision 2",
                byInes.requester(),
                Set.of(account("Mira")),
                byInes.figures(),
                byInes.charges(),
                byInes.traits());

        var plan = policy.plan(revision, Office.WITH_NORA);

        assertThat(stages(plan)).isEqualTo("1 Ada");
        assertThat(plan.stages().getFirst().notes())
                .containsExactly("Mira took part in requesting this, so Ada decides.");
    }

    @Test
    void seesAnOrderCutIntoSmallOnes() {
        var policy = Policies.standard(1, FROM);
        var small = request("Ines", "4900.00 EUR HR=4900.00");
        var tenth = new ApprovalRequest(
                small.kind(),
                small.title(),
                small.requester(),
                small.barred(),
                new Figures(Money.parse("EUR 4900.00"), Money.parse("EUR 4900.00"), Money.parse("EUR 49000.00")),
                small.charges(),
                small.traits());

        var plan = policy.plan(tenth, Office.WITH_NORA);

        assertThat(stages(plan)).isEqualTo("1 Mira; 2 Jonas");
        assertThat(plan.stages().getLast().explanation())
                .isEqualTo("Rule 2: what was lately asked of the same vendor, 49,000.00 EUR is above 5,000.00 EUR");
    }

    @ParameterizedTest(name = "{0} of {1} as the named owner''s own")
    @CsvSource(delimiter = '|', textBlock = """
            Ada  | Ada  | manager all     | Rule 1 (Rule of manager) has nobody left who may decide: Ada has no manager and Ada requested this. Finance can name another owner for such cases or change the rule.
            Kim  | Otto | manager all     | Rule 1 (Rule of manager) has nobody left who may decide: Xaver is inactive and Yara is not an approver and the managers above Xaver lead back to Xaver and Otto is inactive. Finance can name another owner for such cases or change the rule.
            Ines | Nora | group:finance 5 | Rule 1 (Rule of group:finance) needs more people than may decide: group finance has 3 who may decide where 5 must. Finance can name another owner for such cases or change the rule.
            """)
    void isRefusedWhenNobodyIsLeft(String requester, String fallback, String approvers, String sentence) {
        var policy = Policy.compile(3, FROM, rules("1 " + approvers + " true"));

        assertThatThrownBy(() -> policy.plan(request(requester, "100.00 EUR IT=100.00"), Office.with(fallback)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("no-approver");
                    assertThat(refusal.sentence()).isEqualTo(sentence);
                    assertThat(refusal.facts().named())
                            .containsEntry("rule", "rule 1")
                            .containsEntry("lifted-by", "Finance")
                            .containsEntry("named-owner", fallback);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "total / size(vendors) > amount(\"1\")",
                "charges[70].cost_centre == \"IT\"",
                "total * 10000000000000 > amount(\"1\")",
                "charges.all(a, charges.all(b, charges.all(c, charges.all(d, charges.all(e, true)))))"
            })
    void isRefusedRatherThanSkippingARuleThatFails(String condition) {
        var policy = Policy.compile(3, FROM, rules("1 manager all " + condition));
        var wide = request("Ines", "100.00 EUR" + " IT=10.00".repeat(10));

        assertThatThrownBy(() -> policy.plan(wide, Office.WITH_NORA))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("rule-failed"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            sum > amount("1")                     | undeclared reference to 'sum'
            charges.exists(c, c.centre == "IT")   | undefined field 'centre'
            total > "5000.00"                     | no matching overload
            total                                 | expected type 'bool'
            total > amount(5000)                  | write the amount between quotation marks
            total > amount("many")                | at most four digits after the point
            total > amount("0.00001")             | at most four digits after the point
            total > amount("99999999999999999")   | at most four digits after the point
            total > 5000                          | money is compared with an amount
            charges.exists(c, c.amount > 50)      | money is compared with an amount
            total > 5000.0                        | money is compared with an amount
            total >                               | mismatched input
            ''                                    | mismatched input
            """)
    void isNotMadeFromAConditionThatCannotBeRead(String condition, String said) {
        var rule = new Rule(12, "Odd", condition, 1, new Rule.Approvers.Manager(), Rule.Needed.all());

        assertThatThrownBy(() -> Policy.compile(3, FROM, List.of(rule)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("rule-unreadable");
                    assertThat(refusal.sentence()).startsWith("Rule 12 (Odd) cannot be read: ");
                    assertThat(refusal.facts().named().get("said"))
                            .asInstanceOf(InstanceOfAssertFactories.STRING)
                            .contains(said);
                    assertThat(refusal.facts().named()).containsEntry("rule", "rule 12");
                });
    }

    @Test
    void isNotMadeFromAConditionThatIsTooLong() {
        assertUnreadable("kind == \"" + "x".repeat(2_000) + "\"", "size");
    }

    @Test
    void isNotMadeFromAConditionThatIsTooDeep() {
        assertUnreadable("(".repeat(40) + "capital" + ")".repeat(40), "recursion");
    }

    @Test
    void isNotMadeFromAConditionOfTooManyNodes() {
        assertUnreadable("capital" + " || capital".repeat(150), "node limit");
    }

    private static void assertUnreadable(String condition, String said) {
        var rule = new Rule(7, "Endless", condition, 1, new Rule.Approvers.Manager(), Rule.Needed.all());

        assertThatThrownBy(() -> Policy.compile(3, FROM, List.of(rule)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("rule-unreadable");
                    assertThat(refusal.facts().named().get("said"))
                            .asInstanceOf(InstanceOfAssertFactories.STRING)
                            .contains(said);
                });
    }

    @Test
    void isNotMadeFromTwoRulesOfOneNumber() {
        var manager = rules("1 manager all true").getFirst();

        assertThatThrownBy(() -> Policy.compile(3, FROM, List.of(manager, manager)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("rule-number-twice"));
    }

    @Test
    void isNotMadeFromARuleThatNeedsTwoOfOnePerson() {
        var rules = rules("1 manager 2 true");

        assertThatThrownBy(() -> Policy.compile(3, FROM, rules))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("rule-needs-too-many"));
    }

    @Test
    void isReadyForItsFirstUseAfterTheWarmUp() {
        assertThatCode(Policies::warmUp).doesNotThrowAnyException();
    }

    @Test
    void isPreviewedWithWhatDoesNotApply() {
        var policy = Policy.compile(
                3, FROM, rules("10 manager all total > amount(\"0\"); 20 owner all total > amount(\"5000\")"));

        var preview = Preview.of(request("Ines", "4000.00 EUR HR=4000.00"), policy, Office.WITH_NORA);

        assertThat(preview.sentences())
                .containsExactly("Stage 1, Rule of manager: Mira. Rule 1: total 4,000.00 EUR is above 0.00 EUR.");
        assertThat(preview.notAsked())
                .containsExactly(new Preview.NotAsked(
                        2, "Rule of owner", "Rule 2: total 4,000.00 EUR is not above 5,000.00 EUR"));
    }

    @Test
    void isPreviewedAsApprovedByPolicyWhenNoRuleApplies() {
        var policy = Policy.compile(3, FROM, rules("10 manager all total > amount(\"50\")"));

        var preview = Preview.of(request("Ines", "40.00 EUR HR=40.00"), policy, Office.WITH_NORA);

        assertThat(preview.answer()).isEqualTo(new Preview.Answer.ApprovedByPolicy(3));
        assertThat(preview.sentences()).containsExactly("No rule of policy version 3 asks for a person.");
    }

    @Test
    void isPreviewedAsRefusedWhenNobodyIsLeft() {
        var policy = Policy.compile(3, FROM, rules("10 manager all true"));

        var preview = Preview.of(request("Ada", "40.00 EUR HR=40.00"), policy, Office.with("Ada"));

        assertThat(preview.answer()).isInstanceOf(Preview.Answer.Refused.class);
        assertThat(preview.sentences()).singleElement().asString().contains("Ada requested this");
    }

    @ParameterizedTest(name = "the managers above {0} form the ring {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Xaver | Xaver, Yara, Xaver
            Zoe   | Zoe, Zoe
            Kim   | ''
            Ines  | ''
            """)
    void canBePreparedByFindingRingsOfManagers(String person, String ring) {
        var found = Office.WITH_NORA.managerRing(account(person));

        assertThat(String.join(", ", found.stream().map(each -> each.name()).toList()))
                .isEqualTo(ring);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manager",
                "owner",
                "group:finance",
                "role:finance",
                "person:0199c000-0000-7000-8000-000000000001"
            })
    void readsApproversFromTheirText(String code) {
        assertThat(Rule.Approvers.of(code).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "boss", "person:Mira", "role:king"})
    void refusesApproversThatAreNone(String code) {
        assertThatThrownBy(() -> Rule.Approvers.of(code))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("approvers-unreadable"));
    }
}
