package com.penguinmails.user.sso;

import com.penguinmails.kernel.Refusal;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks the DNS for texts, each time anew: what was published a moment ago should be seen. */
@Component
class TxtRecords {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    /** Each of the system's servers is asked so often: a DNS that is away is known before the caller has gone. */
    private static final int TRIES = 2;

    private static final int PORT = 53;

    private final Resolver resolver;

    TxtRecords(SsoProperties properties) {
        resolver = resolver(properties.dnsServer());
        resolver.setTimeout(TIMEOUT);
    }

    private static Resolver resolver(String server) {
        if (server.isBlank()) {
            var all = new ExtendedResolver();
            all.setRetries(TRIES);
            return all;
        }
        int colon = server.lastIndexOf(':');
        String host = colon < 0 ? server : server.substring(0, colon);
        int port = colon < 0 ? PORT : Integer.parseInt(server.substring(colon + 1));
        try {
            return new SimpleResolver(new InetSocketAddress(java.net.InetAddress.getByName(host), port));
        } catch (UnknownHostException wrong) {
            throw new IllegalStateException("SSO_DNS_SERVER names no machine", wrong);
        }
    }

    /** Empty when there is no such name. Refuses with {@code dns-unavailable}. */
    Set<String> at(String name) {
        Lookup lookup;
        try {
            lookup = new Lookup(name + ".", Type.TXT);
        } catch (TextParseException notAName) {
            return Set.of();
        }
        lookup.setResolver(resolver);
        lookup.setCache(new Cache(DClass.IN));
        Record[] found = lookup.run();
        return switch (lookup.getResult()) {
            case Lookup.SUCCESSFUL -> texts(found);
            case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> Set.of();
            default ->
                throw Refusal.conflict("dns-unavailable", "The DNS of this domain does not answer; try again later.")
                        .because(lookup.getErrorString());
        };
    }

    private static Set<String> texts(Record[] records) {
        var texts = new HashSet<String>();
        for (Record record : records) {
            if (record instanceof TXTRecord text) {
                texts.add(String.join("", text.getStrings()));
            }
        }
        return texts;
    }
}
