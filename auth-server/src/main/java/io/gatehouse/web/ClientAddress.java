package io.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The address that a request really comes from: the peer's, or what a trusted proxy says about it. */
public record ClientAddress(InetAddress address) {

    static final String ATTRIBUTE = ClientAddress.class.getName();

    private static final int IPV4_BYTES = 4;
    private static final int IPV4_AREA_BYTES = 3;
    private static final int IPV6_AREA_BYTES = 6;
    private static final int IPV6_NETWORK_BYTES = 8;

    /** The client's address; headers of untrusted peers never count. */
    public static ClientAddress of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ClientAddress known
                ? known
                : new ClientAddress(peer(request));
    }

    static InetAddress peer(HttpServletRequest request) {
        String text = request.getRemoteAddr();
        int zone = text.indexOf('%');
        return InetAddress.ofLiteral(zone < 0 ? text : text.substring(0, zone));
    }

    /** The address as text, without a zone. */
    public String text() {
        return address.getHostAddress();
    }

    /** The neighbourhood in CIDR notation: the /24 of an IPv4 address, the /48 of an IPv6 one. */
    public String area() {
        byte[] bytes = address.getAddress();
        int kept = bytes.length <= IPV4_BYTES ? IPV4_AREA_BYTES : IPV6_AREA_BYTES;
        Arrays.fill(bytes, kept, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * Byte.SIZE;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address is 4 or 16 bytes long", e);
        }
    }

    /** What one subscriber usually holds: an IPv4 address, or the upper 64 bits of an IPv6 address. */
    public String network() {
        byte[] bytes = address.getAddress();
        if (bytes.length <= IPV6_NETWORK_BYTES) {
            return text();
        }
        return Arrays.toString(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES));
    }
}
