package org.countersign.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.countersign.platform.Json;
import tools.jackson.databind.JsonNode;

/** What PostgreSQL means to do, or did, to answer one statement. */
record Plan(JsonNode root) {

    private static final Pattern ITS_ORGANIZATION =
            Pattern.compile("\\(+(\\w+\\.)?organization_id = [^()]*(\\(\\))?\\)+");
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
                .filter(node -> node.has("Relation Name") && big.test(table(node)))
                .flatMap(Plan::indexScans)
                .filter(scan -> ITS_ORGANIZATION
                        .matcher(scan.path("Index Cond").asString(""))
                        .matches())
                .map(scan -> scan.get("Index Name").asString())
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

    /** How a table is found by indexes: by one, or by the bitmaps that lie below it. A single bitmap stands alone. */
    private static Stream<JsonNode> indexScans(JsonNode table) {
        return switch (table.get("Node Type").asString()) {
            case "Index Scan", "Index Only Scan" -> Stream.of(table);
            case "Bitmap Heap Scan" -> Stream.of(table.at("/Plans/0")).filter(bitmap -> bitmap.has("Index Name"));
            default -> Stream.empty();
        };
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
