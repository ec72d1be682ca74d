package io.gatehouse.outbound;

import java.net.InetAddress;
import java.util.List;
import org.springframework.security.util.matcher.InetAddressMatcher;
import org.springframework.security.util.matcher.InetAddressMatchers;

/** Which addresses the server may connect to: public ones, and the networks that the operator lists. */
final class AddressRules {

    /** Networks of RFC 6890 that are not public and that the library's list of internal addresses leaves out. */
    private static final List<InetAddressMatcher> SPECIAL = matchers(List.of(
            "0.0.0.0/8",
            "100.64.0.0/10",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "240.0.0.0/4",
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "fc00::/7",
            "fec0::/10"));

    private final InetAddressMatcher external =
            InetAddressMatchers.matchExternal().build();
    private final List<InetAddressMatcher> allowed;

    AddressRules(List<String> allowedNetworks) {
        allowed = matchers(allowedNetworks);
    }

    /** Whether the operator listed the address's network. */
    boolean listed(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.matches(address));
    }

    boolean reachable(InetAddress address) {
        return listed(address) || isPublic(address);
    }

    private boolean isPublic(InetAddress address) {
        return external.matches(address)
                && !address.isMulticastAddress()
                && SPECIAL.stream().noneMatch(network -> network.matches(address));
    }

    private static List<InetAddressMatcher> matchers(List<String> networks) {
        return networks.stream().map(AddressRules::matcher).toList();
    }

    private static InetAddressMatcher matcher(String network) {
        try {
            return InetAddressMatchers.fromIpAddress(network);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "gatehouse.outbound.allowed-networks must list networks such as 10.1.0.0/16, but has '" + network
                            + "'.",
                    e);
        }
    }
}
