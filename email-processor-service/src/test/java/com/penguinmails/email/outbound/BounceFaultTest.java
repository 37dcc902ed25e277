package com.penguinmails.email.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies as the large mail systems word them. */
class BounceFaultTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            nullValues = "-",
            value = {
                "550 ~ 5.1.1 ~ The email account that you tried to reach does not exist.",
                "550 ~ 5.1.10 ~ RESOLVER.ADR.RecipientNotFound; Recipient not found",
                "550 ~ 5.1.2 ~ Host unknown",
                "553 ~ 5.1.3 ~ Bad address syntax",
                "551 ~ 5.1.6 ~ Mailbox has moved",
                "556 ~ 5.1.10 ~ Recipient address has null MX",
                "550 ~ 5.2.1 ~ The email account that you tried to reach is disabled",
                "550 ~ 5.4.1 ~ Recipient address rejected: Access denied. AS(201806281)",
                "550 ~ 5.1.0 ~ Address rejected: user unknown",
                "550 ~ 5.0.0 ~ User unknown",
                "550 ~ - ~ 5.1.1 <a@b.example>: Recipient address rejected: User unknown in virtual mailbox table",
                "550 ~ - ~ 550-5.1.1 The email account that you tried to reach does not exist.",
                "550 ~ - ~ No such user here",
                "550 ~ - ~ mailbox unavailable: unknown user",
                "550 ~ - ~ Requested action not taken: mailbox not found",
                "554 ~ - ~ delivery error: dd This user doesn't have a yahoo.com account (a@yahoo.com)",
                "551 ~ - ~ invalid recipient",
            })
    void anAddressThatDoesNotExistIsAtFault(int code, @Nullable String enhanced, @Nullable String reply) {
        assertThat(BounceFault.of(code, enhanced, reply)).isEqualTo(BounceFault.ADDRESS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            nullValues = "-",
            value = {
                "550 ~ 5.7.1 ~ Message rejected due to local policy; user unknown",
                "550 ~ 5.7.26 ~ This mail has been blocked because the sender is unauthenticated",
                "554 ~ 5.7.1 ~ Service unavailable; Client host blocked using Spamhaus",
                "552 ~ 5.2.2 ~ The recipient's mailbox is full",
                "552 ~ 5.2.3 ~ Message size exceeds fixed limit",
                "552 ~ 5.3.4 ~ Message too big for system",
                "550 ~ 5.4.1 ~ No answer from host",
                "554 ~ 5.4.6 ~ Routing loop detected",
                "553 ~ 5.1.8 ~ Sender address rejected: domain not found",
                "553 ~ 5.1.7 ~ Bad sender's mailbox address syntax, user unknown",
                "550 ~ 5.6.0 ~ Message content rejected",
                "503 ~ 5.5.1 ~ Bad sequence of commands",
                "550 ~ - ~ 5.7.1 rejected by user's policy: unknown user reputation",
                "550 ~ - ~ Message rejected as spam for unknown user",
                "550 ~ - ~ mailbox full, user over quota, account disabled",
                "550 ~ - ~ Requested action not taken",
                "552 ~ - ~ user unknown",
                "554 ~ - ~ Transaction failed",
                "550 ~ - ~ -",
                "0 ~ - ~ user unknown",
            })
    void everythingElseLeavesTheAddressAlone(int code, @Nullable String enhanced, @Nullable String reply) {
        assertThat(BounceFault.of(code, enhanced, reply)).isEqualTo(BounceFault.OTHER);
    }
}
