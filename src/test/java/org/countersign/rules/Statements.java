package org.countersign.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;

/** The SQL constants of compiled classes, and each as PostgreSQL can judge it without running it. */
final class Statements {

    private static final Pattern SQL = Pattern.compile(
            "(?s)\\s*(select\\s|insert\\s+into\\s|update\\s+[a-z_.]+\\s|delete\\s+from\\s|with\\s.*?\\sas\\s|call\\s|merge\\s).*");

    private Statements() {}

    /** Every constant that is a statement, by class and name. Read from the class file: nothing is initialised. */
    static Map<String, String> in(List<Path> classFiles) {
        var statements = new TreeMap<String, String>();
        for (var file : classFiles) {
            constants(file).forEach((name, value) -> {
                if (SQL.matcher(value).matches()) {
                    statements.put(name, value);
                }
            });
        }
        return statements;
    }

    /** Explains without values: checks names, types and, other than preparing, what the login may do. */
    static String explained(String statement) {
        return "do $do$ begin execute $sql$explain (generic_plan) " + numbered(statement) + "$sql$; end $do$";
    }

    /** As the driver sends it: each place of a named parameter is a parameter of its own. */
    static String numbered(String statement) {
        var places = NamedParameterUtils.substituteNamedParameters(statement, new MapSqlParameterSource());
        var numbered = new StringBuilder();
        var quoted = false;
        var place = 0;
        for (var i = 0; i < places.length(); i++) {
            var character = places.charAt(i);
            quoted ^= character == '\'';
            numbered.append(character == '?' && !quoted ? "$" + ++place : character);
        }
        return numbered.toString();
    }

    private static Map<String, String> constants(Path file) {
        try {
            var model = ClassFile.of().parse(file);
            var owner = model.thisClass()
                    .asInternalName()
                    .replace("org/countersign/", "")
                    .replace('/', '.')
                    .replace('$', '.');
            var found = new TreeMap<String, String>();
            for (var field : model.fields()) {
                field.findAttribute(Attributes.constantValue())
                        .map(value -> (Object) value.constant().constantValue())
                        .filter(String.class::isInstance)
                        .ifPresent(value ->
                                found.put(owner + "." + field.fieldName().stringValue(), (String) value));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
