package com.penguinmails.mailworld.ledger;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which attempts are asked for. An empty set does not restrict.
 *
 * @param senderDomains matches when the domain of the From field, of the reverse path or of the login is one of these
 * @param recipientDomains domains of the forward path
 * @param recipient one address; null for all
 */
public record LedgerFilter(
        Set<String> senderDomains,
        Set<String> recipientDomains,
        @Nullable String recipient) {
    public LedgerFilter {
        senderDomains = lowerCase(senderDomains);
        recipientDomains = lowerCase(recipientDomains);
        recipient = recipient == null ? null : recipient.toLowerCase(Locale.ROOT);
    }

    public static LedgerFilter everything() {
        return new LedgerFilter(Set.of(), Set.of(), null);
    }

    public static LedgerFilter senderDomain(String domain) {
        return new LedgerFilter(Set.of(domain), Set.of(), null);
    }

    public static LedgerFilter recipient(String address) {
        return new LedgerFilter(Set.of(), Set.of(), address);
    }

    boolean matches(LedgerEvent.Accepted accepted) {
        return matches(
                accepted.envelope().to(),
                accepted.mail().headerFrom(),
                accepted.envelope().from(),
                accepted.envelope().login());
    }

    boolean matches(LedgerEvent.Refused refused) {
        return matches(refused.to(), null, refused.from(), refused.login());
    }

    private boolean matches(
            @Nullable String to, @Nullable String headerFrom, @Nullable String from, @Nullable String login) {
        if (recipient != null && (to == null || !recipient.equals(to.toLowerCase(Locale.ROOT)))) {
            return false;
        }
        if (!recipientDomains.isEmpty() && !hasDomain(recipientDomains, to)) {
            return false;
        }
        return senderDomains.isEmpty()
                || hasDomain(senderDomains, headerFrom)
                || hasDomain(senderDomains, from)
                || hasDomain(senderDomains, login);
    }

    private static boolean hasDomain(Set<String> domains, @Nullable String address) {
        int at = address == null ? -1 : address.lastIndexOf('@');
        return address != null
                && at >= 0
                && domains.contains(address.substring(at + 1).toLowerCase(Locale.ROOT));
    }

    private static Set<String> lowerCase(Collection<String> domains) {
        return domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
