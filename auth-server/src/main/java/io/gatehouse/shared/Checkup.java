package io.gatehouse.shared;

import java.util.List;

/** What a room can tell an operator about its own health; a bean of each room that has something to tell. */
public interface Checkup {

    /** Looks now, changes nothing, and takes at most some seconds. A failure to look is a finding, not an exception. */
    List<Finding> examine();
}
