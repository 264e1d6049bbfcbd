package org.countersign.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.countersign.platform.Json;
import tools.jackson.databind.JsonNode;

/** What PostgreSQL means to do, or did, to answer one statement. */
record Plan(JsonNode root) {

    private static final Pattern ITS_ORGANIZATION =
            Pattern.compile("\\(?\\(?organization_id = [^()]*(\\(\\))?\\)?\\)?");
    private static final Set<String> SORTS = Set.of("Sort", "Incremental Sort");

    static Plan of(String json) {
        return new Plan(Json.mapper().readTree(json).get(0).get("Plan"));
    }

    /** Scans of big tables that go from one end to the other. */
    List<String> tablesScanned(Predicate<String> big) {
        return nodes().stream()
                .filter(node -> node.get("Node Type").asString().equals("Seq Scan"))
                .map(Plan::table)
                .filter(big)
                .toList();
    }

    /** Index scans of big tables that are told no more than whose rows they are; for a page in order that is enough. */
    List<String> organizationsRead(Predicate<String> big) {
        return nodes().stream()
                .filter(node -> node.get("Node Type").asString().contains("Index")
                        && ITS_ORGANIZATION
                                .matcher(node.path("Index Cond").asString(""))
                                .matches())
                .filter(node -> node.has("Relation Name") && big.test(table(node)))
                .map(node -> node.get("Index Name").asString())
                .toList();
    }

    /** All rows of big tables that were looked at, those that a filter threw away too. */
    long rowsRead(Predicate<String> big) {
        return Math.round(nodes().stream()
                .filter(node -> node.has("Relation Name") && big.test(table(node)) || node.has("Function Name"))
                .mapToDouble(node -> node.get("Actual Loops").asDouble()
                        * (node.get("Actual Rows").asDouble()
                                + node.path("Rows Removed by Filter").asDouble(0)
                                + node.path("Rows Removed by Index Recheck").asDouble(0)))
                .sum());
    }

    /** The most rows that went into one sort, however few came out. */
    long rowsSorted() {
        return nodes().stream()
                .filter(node -> SORTS.contains(node.get("Node Type").asString()))
                .mapToLong(node -> Math.round(node.at("/Plans/0/Actual Rows").asDouble()))
                .max()
                .orElse(0);
    }

    /** Pages of the database that were touched: what a function does inside is seen only so. */
    long pagesTouched() {
        return root.get("Shared Hit Blocks").asLong()
                + root.get("Shared Read Blocks").asLong();
    }

    private List<JsonNode> nodes() {
        var nodes = new ArrayList<JsonNode>(List.of(root));
        for (var i = 0; i < nodes.size(); i++) {
            nodes.get(i).path("Plans").forEach(nodes::add);
        }
        return nodes;
    }

    private static String table(JsonNode node) {
        return node.get("Schema").asString() + "." + node.get("Relation Name").asString();
    }
}
