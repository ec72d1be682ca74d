package io.gatehouse.web;

import java.net.InetAddress;

/** A range of addresses in CIDR notation (RFC 4632 section 3.1, RFC 4291 section 2.3). */
record Network(InetAddress base, int prefixLength) {

    static Network parse(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int bits = base.getAddress().length * 8;
            int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (length < 0 || length > bits) {
                throw new IllegalArgumentException("prefix length out of range");
            }
            return new Network(base, length);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("gatehouse.web.trusted-proxies: '" + text
                    + "' is not a network. Write an address such as 10.1.2.3 or a range such as 10.0.0.0/8.");
        }
    }

    boolean contains(InetAddress address) {
        byte[] wanted = base.getAddress();
        byte[] given = address.getAddress();
        if (wanted.length != given.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((wanted[bit / 8] & mask) != (given[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
