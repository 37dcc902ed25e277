package com.penguinmails.infrastructure.domain;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what a domain has to publish: DKIM (RFC 6376), SPF (RFC 7208) and DMARC (RFC 7489), watching only at first. */
final class DnsRecords {

    /** Hosters that send from other machines than they take mail on publish a list of them. */
    private static final Map<String, String> SPF_OF_HOSTERS = Map.of(
            "smtp.gmail.com", "include:_spf.google.com",
            "smtp-relay.gmail.com", "include:_spf.google.com",
            "smtp.office365.com", "include:spf.protection.outlook.com",
            "smtp.zoho.com", "include:zohomail.com",
            "smtp.fastmail.com", "include:spf.messagingengine.com",
            "mail.privateemail.com", "include:spf.privateemail.com");

    private DnsRecords() {}

    /** @param smtpHosts the servers that send for this domain */
    static List<DnsRecord> of(String domain, SealedKeyPair dkim, List<String> smtpHosts) {
        return List.of(
                new DnsRecord(
                        dkim.selector() + "._domainkey." + domain,
                        "TXT",
                        "v=DKIM1; k=rsa; p=" + dkim.publicKey(),
                        "dkim"),
                new DnsRecord(domain, "TXT", spf(smtpHosts), "spf"),
                new DnsRecord("_dmarc." + domain, "TXT", "v=DMARC1; p=none", "dmarc"));
    }

    private static String spf(List<String> smtpHosts) {
        return Stream.of(
                        Stream.of("v=spf1", "mx"),
                        smtpHosts.stream().map(DnsRecords::mechanism).distinct().sorted(),
                        Stream.of("~all"))
                .flatMap(terms -> terms)
                .collect(Collectors.joining(" "));
    }

    private static String mechanism(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.matches("[0-9.]+")) {
            return "ip4:" + name;
        }
        if (name.contains(":")) {
            return "ip6:" + name;
        }
        return SPF_OF_HOSTERS.getOrDefault(name, "a:" + name);
    }
}
