package io.gatehouse.transfer;

/** Follows an import: a terminal, a progress bar. Called by the thread that imports, in the order of the file. */
public interface ImportListener {

    /** Hears nothing. */
    ImportListener NONE = new ImportListener() {};

    /** An item was decided on; what is not a dry run counts once its batch is reported by {@link #progress}. */
    default void item(ImportedItem item) {}

    /** Something is left out. */
    default void notTaken(NotTaken what) {}

    /** A batch is committed: so many of so many people are done. */
    default void progress(long done, long total) {}
}
