package org.countersign.torture;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What was found not to hold; of each kind the first twenty in full, the rest by number. */
final class Findings {

    private static final int SHOWN = 20;

    private final List<String> all = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    /** One more of a kind, with what was seen. */
    void add(String kind, String seen) {
        if (counts.computeIfAbsent(kind, _ -> new AtomicInteger()).incrementAndGet() <= SHOWN) {
            all.add(kind + ": " + seen);
        }
    }

    void add(String kind, List<String> seen) {
        seen.forEach(one -> add(kind, one));
    }

    int count() {
        return counts.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /** In words, the first of each kind in full. */
    List<String> all() {
        return List.copyOf(all);
    }

    /** How many there are of each kind. */
    Map<String, AtomicInteger> byKind() {
        return Map.copyOf(counts);
    }
}
