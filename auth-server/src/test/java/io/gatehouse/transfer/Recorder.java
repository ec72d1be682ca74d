package io.gatehouse.transfer;

import java.util.ArrayList;
import java.util.List;

/** Remembers what an import said. */
final class Recorder implements ImportListener {

    final List<ImportedItem> items = new ArrayList<>();
    final List<NotTaken> notTaken = new ArrayList<>();
    final List<Long> progress = new ArrayList<>();

    @Override
    public void item(ImportedItem item) {
        items.add(item);
    }

    @Override
    public void notTaken(NotTaken what) {
        notTaken.add(what);
    }

    @Override
    public void progress(long done, long total) {
        progress.add(done);
    }

    /** Each thing that was left out, as {@code name code}. */
    List<String> left() {
        return notTaken.stream().map(what -> what.name() + " " + what.code()).toList();
    }

    List<String> names(ItemKind kind, Outcome outcome) {
        return items.stream()
                .filter(item -> item.kind() == kind && item.outcome() == outcome)
                .map(ImportedItem::name)
                .toList();
    }
}
