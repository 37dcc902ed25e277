package com.penguinmails.user.sso;

import com.penguinmails.kernel.PublicAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a name up for a connection that is about to be made, and gives addresses of the public Internet or none. The connection goes to what
 * was checked: there is no second look-up that could say something else.
 */
final class PublicNames implements DnsResolver {

    private final DnsResolver names;
    private final boolean loopbackAllowed;

    PublicNames(DnsResolver names, boolean loopbackAllowed) {
        this.names = names;
        this.loopbackAllowed = loopbackAllowed;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        if (addresses == null
                || addresses.length == 0
                || !Arrays.stream(addresses).allMatch(this::isAllowed)) {
            throw new UnknownHostException(host + " has no address, or one that is not public");
        }
        return addresses;
    }

    private boolean isAllowed(InetAddress address) {
        return PublicAddresses.isPublic(address) || (loopbackAllowed && address.isLoopbackAddress());
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
