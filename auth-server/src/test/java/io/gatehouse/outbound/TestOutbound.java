package io.gatehouse.outbound;

import java.util.List;

/** Guarded clients for the tests of other features. */
public final class TestOutbound {

    private TestOutbound() {}

    /** A client that reaches public addresses and these networks. */
    public static OutboundClient client(List<String> networks) {
        return new OutboundClient(new OutboundProperties(networks, null));
    }
}
