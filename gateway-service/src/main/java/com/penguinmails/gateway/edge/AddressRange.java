package com.penguinmails.gateway.edge;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Addresses that share their first bits (CIDR, RFC 4632).
 *
 * @param prefix how many bits count
 */
record AddressRange(InetAddress network, int prefix) {

    /**
     * Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a single address.
     *
     * @throws IllegalArgumentException when it is neither; names are not looked up
     */
    static AddressRange of(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress network = parse(parts[0])
                .orElseThrow(() -> new IllegalArgumentException("TRUSTED_PROXIES: not an address: " + text));
        int bits = network.getAddress().length * Byte.SIZE;
        int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("TRUSTED_PROXIES: not a range: " + text);
        }
        return new AddressRange(network, prefix);
    }

    /** A literal address; never a name, which would ask the resolver about what a stranger wrote. */
    static Optional<InetAddress> parse(String literal) {
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException notLiteral) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] one = network.getAddress();
        byte[] other = address.getAddress();
        if (one.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((one[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
