package org.countersign.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Logger;
import org.countersign.Application;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Documents, values and policies know purchasing and nothing else; the framework stays at the rim. */
class PurityTest {

    /** Packages whose every class decides without I/O. */
    private static final String[] PURE = {
        "org.countersign.kernel..", "org.countersign.invoice.match..", "org.countersign.payment.bankfile.."
    };

    /** Policies that are neither records nor in a package of their own. */
    private static final Set<String> POLICIES = Set.of(
            "approval.Amounts",
            "approval.Condition",
            "approval.ConditionLanguage",
            "approval.PlanProgress",
            "approval.Policies",
            "approval.Routing",
            "order.Encumbrance",
            "order.LineLimits",
            "order.LineStanding",
            "order.Standing",
            "order.Valuation",
            "tolerance.Tolerances",
            "tolerance.Verdict");

    private static final String[] MACHINERY = {
        "org.springframework..",
        "java.sql..",
        "javax.sql..",
        "jakarta.servlet..",
        "java.net.http..",
        "tools.jackson.databind..",
        "gg.jte.."
    };

    private static final ArchRule KERNEL_KNOWS_ONLY_VALUES = classes()
            .that()
            .resideInAPackage("..kernel..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "org.joda.money..",
                    "org.jspecify.annotations..",
                    "org.springframework.modulith",
                    "org.countersign.kernel.."));

    private static final ArchRule PURE_PACKAGES_DO_NO_IO = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .dependOnClassesThat(resideInAnyPackage(MACHINERY));

    private static final ArchRule VALUES_DO_NO_IO = noClasses()
            .that(describe("are documents, values or policies", PurityTest::isValue))
            .should()
            .dependOnClassesThat(resideInAnyPackage(MACHINERY));

    /** Here a manager is the person somebody reports to. */
    private static final Set<String> MANAGERS_OF_PEOPLE = Set.of(
            "org.countersign.approval.Rule$Approvers$Manager", "org.countersign.identity.PeopleResource$NewManager");

    private static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .that(describe("are no managers of people", found -> !MANAGERS_OF_PEOPLE.contains(found.getName())))
            .should()
            .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Base|Dto|DTO|Info|Common)(\\$.*)?");

    private static final ArchRule ONE_LOGGER =
            noClasses().should().dependOnClassesThat(resideInAnyPackage("java.util.logging..", "lombok.."));

    /** But the demonstration, which greets and walks the person at the terminal. */
    private static final ArchRule NOTHING_IS_PRINTED = noClasses()
            .that()
            .doNotBelongToAnyOf(Application.class)
            .and()
            .resideOutsideOfPackage("..demonstration..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    /** The walk-through is a client of its own, outside the application that has the clock. */
    private static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.countersign.platform.EmbeddedServer")
            .and()
            .doNotHaveFullyQualifiedName("org.countersign.platform.InstallationClock")
            .and()
            .doNotHaveFullyQualifiedName("org.countersign.demonstration.WalkThrough")
            .should()
            .callMethodWhere(describe("reads the machine's clock", PurityTest::readsTheMachine));

    /** Besides the platform only those who send: keys of forms and requests, and traces, are no ids of what is kept. */
    private static final ArchRule IDS_COME_FROM_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("..platform..")
            .and()
            .resideOutsideOfPackages("org.countersign.web", "org.countersign.demonstration")
            .should()
            .callMethod(UUID.class, "randomUUID");

    private static final ArchRule NO_BINARY_FRACTIONS =
            noFields().should().haveRawType(float.class).orShould().haveRawType(double.class);

    private static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS =
            noFields().should().beAnnotatedWith(Autowired.class);

    private static final List<ArchRule> RULES = List.of(
            KERNEL_KNOWS_ONLY_VALUES,
            PURE_PACKAGES_DO_NO_IO,
            VALUES_DO_NO_IO,
            NAMES_SAY_SOMETHING,
            ONE_LOGGER,
            NOTHING_IS_PRINTED,
            TIME_COMES_FROM_A_CLOCK,
            IDS_COME_FROM_ONE_PLACE,
            NO_BINARY_FRACTIONS,
            NOTHING_IS_INJECTED_INTO_FIELDS);

    @Test
    void theCodeBaseIsPure() {
        var found = RULES.stream()
                .map(rule -> rule.evaluate(CodeBase.classes()))
                .flatMap(result -> result.getFailureReport().getDetails().stream())
                .toList();

        assertThat(found).isEmpty();
    }

    @Test
    void everyRuleThatASampleBreaksFindsIt() {
        var sample = CodeBase.sample(SampleManager.class);

        assertThat(broken(sample))
                .containsExactlyInAnyOrder(
                        NAMES_SAY_SOMETHING,
                        ONE_LOGGER,
                        NOTHING_IS_PRINTED,
                        TIME_COMES_FROM_A_CLOCK,
                        IDS_COME_FROM_ONE_PLACE,
                        NO_BINARY_FRACTIONS,
                        NOTHING_IS_INJECTED_INTO_FIELDS);
    }

    @Test
    void aValueThatKnowsTheFrameworkIsFound() {
        assertThat(broken(CodeBase.sample(ImpureValue.class))).containsExactly(VALUES_DO_NO_IO);
    }

    @Test
    void aClockIsAskedFreely() {
        assertThat(broken(CodeBase.sample(PunctualValue.class))).isEmpty();
    }

    private static List<ArchRule> broken(JavaClasses sample) {
        return RULES.stream()
                .filter(rule -> rule.allowEmptyShould(true).evaluate(sample).hasViolation())
                .toList();
    }

    @Test
    void everyPolicyOnTheListIsThere() {
        assertThat(POLICIES).allMatch(name -> CodeBase.classes().contain("org.countersign." + name));
    }

    private static boolean isValue(JavaClass found) {
        var outer = found;
        while (outer.getEnclosingClass().isPresent() && !outer.isRecord()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.isRecord()
                        && !outer.isMetaAnnotatedWith(
                                "org.springframework.boot.context.properties.ConfigurationProperties")
                        && resideInAnyPackage(
                                        "org.countersign.platform..",
                                        "org.countersign.web..",
                                        "org.countersign.demonstration..")
                                .negate()
                                .test(outer)
                || outer.isEnum()
                || POLICIES.contains(outer.getName().replace("org.countersign.", ""));
    }

    private static boolean readsTheMachine(JavaMethodCall call) {
        var target = call.getTarget();
        var owner = target.getOwner().getName();
        return target.getName().equals("now")
                        && owner.startsWith("java.time.")
                        && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class))
                || owner.equals("java.lang.System") && target.getName().equals("currentTimeMillis")
                || owner.equals("java.time.Clock") && target.getName().startsWith("system");
    }

    /** Breaks every rule that a class outside the kernel can break, but the one for values. */
    @SuppressWarnings("unused")
    private static final class SampleManager {

        @Autowired
        private Logger logger;

        private double amount;
        private final UUID id = UUID.randomUUID();

        void act() {
            System.out.println(Instant.now());
        }
    }

    private record ImpureValue(org.springframework.jdbc.core.simple.JdbcClient jdbc) {}

    private record PunctualValue(Clock clock) {

        Instant now() {
            return Instant.now(clock);
        }
    }
}
