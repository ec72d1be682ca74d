package io.gatehouse.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the parameters of a list, and makes a page with the cursor of the next one. */
@Component
final class ListQueries {

    static final List<String> PARAMETERS = List.of("filter", "sort", "cursor", "limit");
    static final String SEARCH = "q";
    static final int USUAL = 50;
    static final int MOST = 100;

    private static final int LONGEST_SEARCH = 100;

    private final Cursors cursors;

    ListQueries(Cursors cursors) {
        this.cursors = cursors;
    }

    ListQuery read(Listing listing, HttpServletRequest request) {
        String order = order(listing, parameter(request, "sort", listing.usualSort()));
        String filter = parameter(request, "filter", "");
        String cursor = parameter(request, "cursor", "");
        String search = listing.searchable() ? request.getParameter(SEARCH) : null;
        if (search != null && (search.length() > LONGEST_SEARCH || search.indexOf('\0') >= 0)) {
            throw ApiRefusal.invalid("invalid_search", "The search may have at most 100 characters of text.");
        }
        return new ListQuery(
                listing,
                filter.isEmpty() ? List.of() : FilterParser.parse(listing, filter),
                order.startsWith("-") ? order.substring(1) : order,
                order.startsWith("-"),
                cursor.isEmpty() ? List.of() : cursors.read(listing, order, filter, cursor),
                limit(parameter(request, "limit", Integer.toString(USUAL))),
                search);
    }

    /**
     * The answer to a list query from rows of which there is one more than was asked for if there is a next page.
     *
     * @param last the sort values of a row, by which the next page goes on
     */
    <R> Answer page(
            ListQuery query,
            HttpServletRequest request,
            List<R> rows,
            Function<R, Object> document,
            Function<R, List<String>> last) {
        List<R> shown = rows.subList(0, Math.min(rows.size(), query.limit()));
        boolean more = rows.size() > query.limit();
        return answer(shown, document, more ? next(query, request, last.apply(shown.getLast())) : null);
    }

    /** The same for a room that makes cursors of its own, which are signed here. */
    <R> Answer page(
            ListQuery query,
            HttpServletRequest request,
            List<R> rows,
            Function<R, Object> document,
            @Nullable String next) {
        return answer(rows, document, next == null ? null : next(query, request, List.of(next)));
    }

    private static <R> Answer answer(List<R> rows, Function<R, Object> document, @Nullable String cursor) {
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        List<Object> items = new ArrayList<>();
        rows.forEach(row -> items.add(document.apply(row)));
        page.put("items", items);
        page.put("next_cursor", cursor);
        return Answer.of(page);
    }

    private String next(ListQuery query, HttpServletRequest request, List<String> values) {
        String order = (query.descending() ? "-" : "") + query.sort();
        return cursors.write(query.listing(), order, parameter(request, "filter", ""), values);
    }

    private static String order(Listing listing, String order) {
        if (!listing.sorts().contains(order)) {
            throw ApiRefusal.invalid(
                    "invalid_sort", "The list can be sorted by: " + String.join(", ", listing.sorts()) + ".");
        }
        return order;
    }

    private static int limit(String text) {
        if (text.matches("[0-9]{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        }
        throw ApiRefusal.invalid("invalid_limit", "The limit has to be a number from 1 to " + MOST + ".");
    }

    private static String parameter(HttpServletRequest request, String name, String otherwise) {
        String value = request.getParameter(name);
        return value == null ? otherwise : value;
    }
}
