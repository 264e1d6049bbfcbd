package org.countersign.rules;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.countersign.kernel.Role;

/** Who may do which operation, read from lines of {@code METHOD /path | roles}. */
record RightsTable(Map<String, Set<Role>> rows) {

    static RightsTable read(String text) {
        return new RightsTable(text.lines()
                .map(line -> line.split("\\|", -1))
                .collect(toMap(cells -> cells[0].strip(), cells -> roles(cells[1].strip()))));
    }

    /** What is wrong between the table and the operations: one without a row, a row without its operation. */
    List<String> mismatches(List<Operation> operations) {
        var asked = operations.stream().map(Operation::name).collect(toCollection(TreeSet::new));
        var without = new TreeSet<>(asked);
        without.removeAll(rows.keySet());
        var gone = new TreeSet<>(rows.keySet());
        gone.removeAll(asked);
        return Stream.concat(
                        without.stream().map(name -> name + " has no row"),
                        gone.stream().map(name -> name + " is no operation"))
                .toList();
    }

    boolean allows(Operation operation, Role role) {
        return rows.getOrDefault(operation.name(), Set.of()).contains(role);
    }

    private static Set<Role> roles(String words) {
        if (words.equals("everybody")) {
            return EnumSet.allOf(Role.class);
        }
        if (words.startsWith("everybody but ")) {
            return EnumSet.complementOf(EnumSet.copyOf(roles(words.substring("everybody but ".length()))));
        }
        return Arrays.stream(words.split(", ", -1))
                .map(Role::of)
                .collect(toCollection(() -> EnumSet.noneOf(Role.class)));
    }
}
