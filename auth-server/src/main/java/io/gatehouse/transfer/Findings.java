package io.gatehouse.transfer;

import java.util.ArrayList;
import java.util.List;

/** Where readers and writers say what they found; counts it and passes it on. */
final class Findings {

    private static final int LONGEST_NAME = 120;

    private final ImportListener listener;
    private final ImportReport.Tally tally = new ImportReport.Tally();

    Findings(ImportListener listener) {
        this.listener = listener;
    }

    /** The whole item is left out. */
    void refuse(ItemKind kind, String place, String name, String code, String reason) {
        tell(new NotTaken(kind, place, shown(name), code, reason));
        decided(new ImportedItem(kind, place, shown(name), Outcome.REFUSED, List.of()));
    }

    /** A part of the item is left out. */
    void leaveOut(ItemKind kind, String place, String name, String code, String reason) {
        tell(new NotTaken(kind, place, shown(name), code, reason));
    }

    void tell(NotTaken what) {
        tally.notTaken();
        listener.notTaken(what);
    }

    void decided(ImportedItem item) {
        tally.count(item.kind(), item.outcome());
        listener.item(item);
    }

    void progress(long done, long total) {
        listener.progress(done, total);
    }

    ImportReport.Tally tally() {
        return tally;
    }

    /** Text of a file as a terminal may show it: one line of harmless characters, not too long. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_NAME)
                .forEach(point -> shown.appendCodePoint(visible(point) ? point : '\ufffd'));
        return text.codePointCount(0, text.length()) > LONGEST_NAME
                ? shown.append('…').toString()
                : shown.toString();
    }

    private static boolean visible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** Keeps what a batch says until the batch is in the database; a batch that is undone says nothing. */
    final class Batch {

        private final List<NotTaken> leftOut = new ArrayList<>();
        private final List<ImportedItem> items = new ArrayList<>();

        void leaveOut(ItemKind kind, String place, String name, String code, String reason) {
            leftOut.add(new NotTaken(kind, place, shown(name), code, reason));
        }

        void refuse(ItemKind kind, String place, String name, String code, String reason) {
            leaveOut(kind, place, name, code, reason);
            decided(kind, place, name, Outcome.REFUSED, List.of());
        }

        void decided(ItemKind kind, String place, String name, Outcome outcome, List<String> changes) {
            items.add(new ImportedItem(kind, place, shown(name), outcome, changes));
        }

        void committed() {
            leftOut.forEach(Findings.this::tell);
            items.forEach(Findings.this::decided);
        }
    }
}
