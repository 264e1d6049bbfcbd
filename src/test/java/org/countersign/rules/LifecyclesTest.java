package org.countersign.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.kernel.Lifecycle.from;
import static org.countersign.kernel.Lifecycle.on;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.kernel.Lifecycle;
import org.junit.jupiter.api.Test;

/** Every life can be lived: each phase is reached from a birth, and each act is open somewhere. */
class LifecyclesTest {

    /** Phases in which a document may be born besides the first one. */
    private static final Map<String, Set<String>> ALSO_BORN = Map.of();

    @Test
    void everyPhaseIsReachedAndEveryActIsUsed() throws ReflectiveOperationException {
        var lives = lives();

        assertThat(lives).containsKeys("OrderPhase", "ApprovalPhase");
        for (var life : lives.entrySet()) {
            assertThat(faults(life.getValue(), ALSO_BORN.getOrDefault(life.getKey(), Set.of())))
                    .as(life.getKey())
                    .isEmpty();
        }
    }

    @Test
    void aPhaseThatNothingLeadsToAndAnActOfNoRowAreFound() {
        var broken = Lifecycle.<Sample, Act>of(
                from(Sample.FIRST, on(Act.GO, Sample.SECOND)), from(Sample.SECOND), from(Sample.LOST));

        assertThat(faults(broken, Set.of())).containsExactly("act STOP is never used", "phase LOST is never reached");
        assertThat(faults(broken, Set.of("LOST"))).containsExactly("act STOP is never used");
    }

    private static Map<String, Lifecycle<?, ?>> lives() throws ReflectiveOperationException {
        var lives = new LinkedHashMap<String, Lifecycle<?, ?>>();
        for (var found : CodeBase.classes()) {
            for (var field : found.getFields()) {
                if (isLife(field)) {
                    var constant = field.reflect();
                    constant.setAccessible(true);
                    lives.put(found.getSimpleName(), (Lifecycle<?, ?>) constant.get(null));
                }
            }
        }
        return lives;
    }

    private static boolean isLife(JavaField field) {
        return field.getRawType().isEquivalentTo(Lifecycle.class)
                && field.getModifiers().contains(JavaModifier.STATIC);
    }

    private static <P extends Enum<P>, A extends Enum<A>> List<String> faults(
            Lifecycle<P, A> life, Set<String> alsoBorn) {
        var table = life.table();
        var phases = table.keySet().iterator().next().getDeclaringClass();
        var births = EnumSet.of(phases.getEnumConstants()[0]);
        alsoBorn.forEach(name -> births.add(Enum.valueOf(phases, name)));

        var reached = EnumSet.copyOf(births);
        var next = new ArrayDeque<>(births);
        while (!next.isEmpty()) {
            table.get(next.remove()).values().stream().filter(reached::add).forEach(next::add);
        }

        var faults = new ArrayList<String>();
        var used = new TreeSet<A>();
        table.values().forEach(row -> used.addAll(row.keySet()));
        for (var act : used.first().getDeclaringClass().getEnumConstants()) {
            if (!used.contains(act)) {
                faults.add("act " + act + " is never used");
            }
        }
        for (var phase : EnumSet.complementOf(reached)) {
            faults.add("phase " + phase + " is never reached");
        }
        return faults;
    }

    private enum Sample {
        FIRST,
        SECOND,
        LOST
    }

    private enum Act {
        GO,
        STOP
    }
}
