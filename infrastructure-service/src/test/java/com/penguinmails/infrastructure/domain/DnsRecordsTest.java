package com.penguinmails.infrastructure.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DnsRecordsTest {

    private static final SealedKeyPair KEY = new SealedKeyPair("pm1", "MIIB", "v1.sealed");

    @Test
    void everyServerThatSendsIsNamedOnceAndHostersByTheirList() {
        var records = DnsRecords.of(
                "sender.example",
                KEY,
                List.of("smtp.gmail.com", "Mail.Sender.Example", "192.0.2.7", "smtp-relay.gmail.com", "2001:db8::7"));

        assertThat(records.get(1).value())
                .isEqualTo(
                        "v=spf1 mx a:mail.sender.example include:_spf.google.com ip4:192.0.2.7 ip6:2001:db8::7 ~all");
    }

    @Test
    void theSealedKeyIsPublishedNowhere() {
        assertThat(DnsRecords.of("sender.example", KEY, List.of()).toString()).doesNotContain("sealed");
    }
}
