package io.gatehouse.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a host once and hands only checked addresses to the connection, so that a name that resolves differently a moment
 * later (DNS rebinding) gains nothing.
 */
final class GuardedResolver implements DnsResolver {

    private final DnsResolver resolver;
    private final AddressRules rules;
    private final boolean onlyListed;

    GuardedResolver(DnsResolver resolver, AddressRules rules, boolean onlyListed) {
        this.resolver = resolver;
        this.rules = rules;
        this.onlyListed = onlyListed;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = resolver.resolve(host);
        for (InetAddress address : addresses) {
            boolean fine = onlyListed ? rules.listed(address) : rules.reachable(address);
            if (!fine) {
                throw new RefusedAddressException(host);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** The host leads to a network that the operator did not list. */
    static final class RefusedAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        RefusedAddressException(String host) {
            super("'" + host + "' leads into a network that is neither public nor listed in "
                    + "gatehouse.outbound.allowed-networks (plain http needs a listed network)");
        }
    }
}
