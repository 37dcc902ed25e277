package com.penguinmails.gateway.edge;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Where a request came from: the peer of the connection, or what our own balancer says of it.
 *
 * <p>X-Forwarded-For is read from its end, as far as the proxies are ours; the first address beyond them is the caller. What stands
 * further left was written by the caller and is worth nothing.
 */
@Component
public class ClientAddresses {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int MAX_HOPS = 20;
    private static final String UNKNOWN = "unknown";
    private static final int NETWORK_BYTES_V6 = 8;

    private final List<AddressRange> trusted;

    ClientAddresses(EdgeProperties edge) {
        this.trusted = edge.trustedProxies().stream()
                .filter(range -> !range.isBlank())
                .map(AddressRange::of)
                .toList();
    }

    /** The caller's address as text; {@code unknown} for a connection that is already gone. */
    public String of(ServerHttpRequest request) {
        return find(request).map(InetAddress::getHostAddress).orElse(UNKNOWN);
    }

    /** What is counted as one caller: an IPv4 address, or the /64 of an IPv6 address, within which hosts choose freely. */
    public String networkOf(ServerHttpRequest request) {
        return find(request)
                .map(address -> address instanceof Inet6Address ? networkOf(address) : address.getHostAddress())
                .orElse(UNKNOWN);
    }

    /**
     * Whether the caller's address is in one of the ranges.
     *
     * @param ranges CIDR, or single addresses; one that is neither contains nobody
     */
    public boolean isWithin(ServerHttpRequest request, List<String> ranges) {
        return find(request)
                .map(address -> ranges.stream().anyMatch(range -> contains(range, address)))
                .orElse(false);
    }

    private static boolean contains(String range, InetAddress address) {
        try {
            return AddressRange.of(range).contains(address);
        } catch (IllegalArgumentException notARange) {
            return false;
        }
    }

    private static String networkOf(InetAddress address) {
        byte[] bytes = address.getAddress();
        var network = new StringBuilder();
        for (int i = 0; i < NETWORK_BYTES_V6; i += 2) {
            network.append(Integer.toHexString(((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff)))
                    .append(':');
        }
        return network.append(":/64").toString();
    }

    private Optional<InetAddress> find(ServerHttpRequest request) {
        InetSocketAddress peer = request.getRemoteAddress();
        if (peer == null || peer.getAddress() == null) {
            return Optional.empty();
        }
        InetAddress caller = peer.getAddress();
        List<String> hops = request.getHeaders().getValuesAsList(FORWARDED_FOR);
        for (int i = hops.size() - 1; i >= Math.max(0, hops.size() - MAX_HOPS) && isTrusted(caller); i--) {
            Optional<InetAddress> before = AddressRange.parse(hops.get(i));
            if (before.isEmpty()) {
                break;
            }
            caller = before.get();
        }
        return Optional.of(caller);
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }
}
