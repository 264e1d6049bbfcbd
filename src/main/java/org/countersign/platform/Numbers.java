package org.countersign.platform;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.countersign.kernel.OrganizationId;
import org.springframework.stereotype.Component;

/**
 * Gives documents their numbers: per organisation, kind and year, without gaps; the last lock that an act takes. What the act
 * has to write by then is written before it: whoever waits for the next number waits for what carries this one alone.
 */
@Component
public class Numbers {

    // The series is waited for in turn: its row alone goes to whoever is awake first, and somebody waits ten turns.
    static final String NEXT = """
            with turn as materialized (
                select pg_advisory_xact_lock(hashtextextended(:kind || :year::text || :organization::text, 0))
            )
            insert into platform.number_series as s (organization_id, kind, year, next)
            select :organization, :kind, :year, 1 + :count from turn
            on conflict (organization_id, kind, year) do update set next = s.next + :count
            returning next - :count
            """;

    private final Pipeline jdbc;

    public Numbers(Pipeline jdbc) {
        this.jdbc = jdbc;
    }

    /** The next number of the series, such as {@code PO-2026-000123}; given back if the transaction is. */
    public String next(OrganizationId organization, String prefix, int year) {
        return format(prefix, year, take(organization, prefix, year, 1));
    }

    /** So many numbers in a row, in order. */
    public List<String> next(OrganizationId organization, String prefix, int year, int count) {
        var first = take(organization, prefix, year, count);
        return LongStream.range(first, first + count)
                .mapToObj(number -> format(prefix, year, number))
                .toList();
    }

    private long take(OrganizationId organization, String prefix, int year, int count) {
        return jdbc.later(NEXT)
                .param("organization", organization.value())
                .param("kind", prefix)
                .param("year", year)
                .param("count", count)
                .ask();
    }

    private static String format(String prefix, int year, long number) {
        return String.format(Locale.ROOT, "%s-%d-%06d", prefix, year, number);
    }
}
