package io.gatehouse.realm;

import io.gatehouse.shared.ErrorCode;
import io.gatehouse.shared.GatehouseException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with a realm file, each with its line and key, so that one start shows everything. */
final class RealmProblems {

    private static final int MOST = 50;

    private final String file;
    private final Map<String, Integer> lines;
    private final Set<Problem> found = new LinkedHashSet<>();

    RealmProblems(String file, Map<String, Integer> lines) {
        this.file = file;
        this.lines = lines;
    }

    void add(String key, String message) {
        Integer line = line(key);
        String place = line == null ? file : file + " line " + line;
        String sentence = key.isEmpty() ? place + ": " + message : place + ", " + key + ": " + message;
        found.add(new Problem(line == null ? 0 : line, sentence));
    }

    void add(int line, String message) {
        found.add(new Problem(line, file + " line " + line + ": " + message));
    }

    /** Ends the start if there is any problem; shows them in the order of the file. */
    void stopIfAny() {
        if (found.isEmpty()) {
            return;
        }
        String shown = found.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .limit(MOST)
                .map(Problem::sentence)
                .collect(Collectors.joining(System.lineSeparator()));
        String more = found.size() > MOST ? System.lineSeparator() + "… and " + (found.size() - MOST) + " more." : "";
        throw new GatehouseException(
                ErrorCode.MISCONFIGURED,
                "The realm file (gatehouse.realm.file, GATEHOUSE_REALM_FILE) was not applied:" + System.lineSeparator()
                        + shown + more);
    }

    private @Nullable Integer line(String key) {
        String place = key;
        while (!place.isEmpty()) {
            Integer line = lines.get(place);
            if (line != null) {
                return line;
            }
            place = place.substring(0, Math.max(0, Math.max(place.lastIndexOf('.'), place.lastIndexOf('['))));
        }
        return lines.get("");
    }

    private record Problem(int line, String sentence) {}
}
