package org.countersign.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list in its fixed order, with the key to go on from; at most {@link #LARGEST} rows.
 *
 * @param <T> a row
 */
public record Page<T>(List<T> rows, Optional<String> next) {

    public static final int USUAL = 50;
    public static final int LARGEST = 200;

    public Page {
        rows = List.copyOf(rows);
    }

    /** Cuts a page from rows that were read with a limit of {@code size + 1}: the surplus row only tells that there is more. */
    public static <T> Page<T> of(List<T> read, int size, Function<T, String> key) {
        if (read.size() <= size) {
            return new Page<>(read, Optional.empty());
        }
        var rows = read.subList(0, size);
        return new Page<>(rows, Optional.of(key.apply(rows.getLast())));
    }

    /** A size as asked for, kept between 1 and {@link #LARGEST}. */
    public static int size(int asked) {
        return Math.clamp(asked, 1, LARGEST);
    }

    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(rows.stream().map(change).toList(), next);
    }
}
