package io.gatehouse.admin.console;

import java.util.List;
import java.util.Map;

/** A few things that are counted, as bars beside their numbers; the longest bar is as wide as there is room. */
record BarChart(List<Bar> bars) {

    private static final int WIDTH = 100;

    BarChart {
        bars = List.copyOf(bars);
    }

    /** One of them; the width is a part of a hundred. */
    record Bar(String name, long count, int width) {}

    static BarChart of(Map<String, Long> counts) {
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return new BarChart(counts.entrySet().stream()
                .map(one -> new Bar(one.getKey(), one.getValue(), width(one.getValue(), most)))
                .toList());
    }

    /** What there is at all is seen. */
    private static int width(long count, long most) {
        return count == 0 ? 0 : (int) Math.max(1, count * WIDTH / most);
    }
}
