package io.gatehouse.demo.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last steps of one flow, at most twenty. */
public final class Trace {

    private static final int MOST = 20;

    private final Deque<Step> steps = new ArrayDeque<>();

    public synchronized void add(Step step) {
        if (steps.size() == MOST) {
            steps.removeFirst();
        }
        steps.addLast(step);
    }

    public synchronized List<Step> steps() {
        return List.copyOf(steps);
    }
}
