package org.countersign.web;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who looks at the page: their name, their organisation's name, and the places they may open, each with what waits there
 * for them (0 is not shown).
 */
public record Visitor(String name, String organization, Map<Place, Integer> places) {

    /** Beyond this nobody counts. */
    private static final int COUNTED = 1000;

    public Visitor {
        var inOrder = new EnumMap<Place, Integer>(Place.class);
        inOrder.putAll(places);
        places = Collections.unmodifiableMap(inOrder);
    }

    /** Somebody who opens no place: not signed in. */
    public static final Visitor NOBODY = new Visitor("", "", Map.of());

    /**
     * The address, unless it lies at a place that is not this person's: what would lead there stands as plain text. Every
     * table and every fact of a page asks here, so that no link ends in a refusal.
     */
    public String reach(String href) {
        return Place.of(href).filter(place -> !places.containsKey(place)).isPresent() ? "" : href;
    }

    public List<Place> in(Place.Section section) {
        return places.keySet().stream()
                .filter(place -> place.section() == section)
                .toList();
    }

    /** How much waits there, bounded; empty where nothing does. */
    public String waitingAt(Place place) {
        var count = places.getOrDefault(place, 0);
        return count == 0 ? "" : count > COUNTED ? "1,000+" : count.toString();
    }

    /** At most two letters that stand for the name. */
    public String initials() {
        var parts = name.strip().split("\\s+", -1);
        return Stream.of(parts[0], parts.length > 1 ? parts[parts.length - 1] : "")
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, part.offsetByCodePoints(0, 1)))
                .collect(Collectors.joining())
                .toUpperCase(Locale.ROOT);
    }
}
