package com.penguinmails.infrastructure.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sending domain as its tenant sees it.
 *
 * @param records what to publish in DNS; left out in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DomainView(
        UUID id,
        String name,
        String dkimSelector,
        Instant createdAt,
        @Nullable List<DnsRecord> records) {

    static DomainView brief(SendingDomain domain) {
        return new DomainView(domain.id(), domain.name(), domain.dkim().selector(), domain.createdAt(), null);
    }

    static DomainView withRecords(SendingDomain domain, List<String> smtpHosts) {
        return new DomainView(
                domain.id(),
                domain.name(),
                domain.dkim().selector(),
                domain.createdAt(),
                DnsRecords.of(domain.name(), domain.dkim(), smtpHosts));
    }
}
