package com.penguinmails.infrastructure.mailserver;

import com.penguinmails.kernel.PublicAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Decides where the platform may connect to on behalf of a tenant. */
@Component
class MailHosts {

    private final MailServerSettings settings;

    MailHosts(MailServerSettings settings) {
        this.settings = settings;
    }

    /** What can be said without looking a name up. */
    Optional<LoginOutcome.NotAllowed> objection(MailLogin login) {
        if (settings.allowPrivateHosts()) {
            return Optional.empty();
        }
        String prefix = login.protocol().id();
        if (!login.protocol().ports().contains(login.port())) {
            String ports = login.protocol().ports().toString().replaceAll("[\\[\\]]", "");
            return Optional.of(new LoginOutcome.NotAllowed(prefix + ".port", "must be one of " + ports));
        }
        if (login.security() == ConnectionSecurity.NONE) {
            return Optional.of(new LoginOutcome.NotAllowed(
                    prefix + ".security", "must be starttls or tls, so that the password is not sent in the clear"));
        }
        return Optional.empty();
    }

    /**
     * The address to connect to; empty when the name is unknown or any of its addresses is not public. The two are not told
     * apart, because the difference would show which names the platform's own network knows.
     */
    Optional<InetAddress> resolve(String host) {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            return Optional.empty();
        }
        if (settings.allowPrivateHosts() || Arrays.stream(addresses).allMatch(PublicAddresses::isPublic)) {
            return Optional.of(addresses[0]);
        }
        return Optional.empty();
    }
}
