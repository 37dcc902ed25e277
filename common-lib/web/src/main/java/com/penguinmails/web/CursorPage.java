package com.penguinmails.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor pass it as {@code cursor} to get what follows; null on the last page
 */
public record CursorPage<T>(List<T> items, @Nullable String nextCursor) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /**
     * Makes a page of rows that were asked for with {@code limit + 1}.
     *
     * @param position tells where a row stands in the order of the list, see {@link Cursors}
     */
    public static <R, T> CursorPage<T> of(
            List<R> rowsAndOneMore, int limit, Function<R, String> position, Function<R, T> view) {
        boolean more = rowsAndOneMore.size() > limit;
        List<R> rows = more ? rowsAndOneMore.subList(0, limit) : rowsAndOneMore;
        return new CursorPage<>(
                rows.stream().map(view).toList(), more ? Cursors.encode(position.apply(rows.getLast())) : null);
    }
}
