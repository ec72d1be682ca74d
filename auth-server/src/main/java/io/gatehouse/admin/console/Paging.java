package io.gatehouse.admin.console;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next what the link to the page after this one carries, or null on the last
 */
record Paging<T>(List<T> rows, @Nullable String next) {

    static final int SIZE = 25;

    Paging {
        rows = List.copyOf(rows);
    }

    /** From one row more than a page holds. */
    static <S, T> Paging<T> of(List<S> found, Function<S, T> row, Function<S, String> cursor) {
        boolean more = found.size() > SIZE;
        List<S> shown = more ? found.subList(0, SIZE) : found;
        return new Paging<>(shown.stream().map(row).toList(), more ? cursor.apply(shown.getLast()) : null);
    }
}
