package io.gatehouse.transfer;

import java.util.List;

/**
 * One item of the file and what becomes of it.
 *
 * @param place where in the file it stands
 * @param changes what is added to an item that existed, in short words; none for the others
 */
public record ImportedItem(ItemKind kind, String place, String name, Outcome outcome, List<String> changes) {

    public ImportedItem {
        changes = List.copyOf(changes);
    }
}
