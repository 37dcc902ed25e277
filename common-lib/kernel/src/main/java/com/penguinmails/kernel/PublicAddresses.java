package com.penguinmails.kernel;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public Internet from all others (IANA special-purpose registries, RFC 6890).
 *
 * <p>An IPv6 address that carries an IPv4 address (mapped, NAT64, 6to4) is judged by what it carries; tunnels whose inner
 * address cannot be trusted are refused. Whoever calls an address that a tenant named checks what the name resolves to, and connects to
 * that and nothing else.
 */
public final class PublicAddresses {

    private static final List<Block> CLOSED_V4 = Block.list(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

    private static final List<Block> CLOSED_V6 =
            Block.list("2001::/23", "2001:db8::/32", "3fff::/20", "2620:4f:8000::/48");

    private static final Block SIX_TO_FOUR = Block.of("2002::/16");
    private static final int SIX_TO_FOUR_OFFSET = 2;

    private static final Block NAT64 = Block.of("64:ff9b::/96");
    private static final int NAT64_OFFSET = 12;

    private PublicAddresses() {}

    public static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address v4 -> isPublicV4(v4.getAddress());
            case Inet6Address v6 -> isPublicV6(v6.getAddress());
            default -> false;
        };
    }

    private static boolean isPublicV4(byte[] address) {
        return CLOSED_V4.stream().noneMatch(block -> block.holds(address));
    }

    private static boolean isPublicV6(byte[] address) {
        if (NAT64.holds(address)) {
            return isPublicV4(carried(address, NAT64_OFFSET));
        }
        if (SIX_TO_FOUR.holds(address)) {
            return isPublicV4(carried(address, SIX_TO_FOUR_OFFSET));
        }
        // Mapped addresses never come here: the JDK hands them out as IPv4.
        return GLOBAL_UNICAST.holds(address) && CLOSED_V6.stream().noneMatch(block -> block.holds(address));
    }

    private static byte[] carried(byte[] address, int offset) {
        return Arrays.copyOfRange(address, offset, offset + 4);
    }

    /** Addresses that begin with the same bits. */
    private static final class Block {

        private final byte[] network;
        private final int bits;

        private Block(byte[] network, int bits) {
            this.network = network;
            this.bits = bits;
        }

        static List<Block> list(String... blocks) {
            return Arrays.stream(blocks).map(Block::of).toList();
        }

        static Block of(String text) {
            int slash = text.indexOf('/');
            try {
                // A literal: nothing is looked up.
                return new Block(
                        InetAddress.getByName(text.substring(0, slash)).getAddress(),
                        Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(text + " is no literal", impossible);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
