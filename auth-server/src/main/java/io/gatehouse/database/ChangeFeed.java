package io.gatehouse.database;

import java.util.function.Consumer;

/**
 * What other nodes (and this one) changed, by PostgreSQL LISTEN/NOTIFY. Triggers send {@code topic:key} on the channel
 * {@code gatehouse}; a subscriber forgets what it cached under that key.
 */
public interface ChangeFeed {

    /** The key that stands for "anything may have changed", sent after the feed's connection was lost and is back. */
    String EVERYTHING = "*";

    /** Calls the listener, on the feed's thread, with each changed key of the topic, or with {@link #EVERYTHING}. */
    void subscribe(String topic, Consumer<String> listener);
}
