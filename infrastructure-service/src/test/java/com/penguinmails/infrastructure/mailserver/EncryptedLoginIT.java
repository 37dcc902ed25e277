package com.penguinmails.infrastructure.mailserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncryptedLoginIT {

    private final MailServerSettings settings = new MailServerSettings(true, Duration.ofSeconds(10), "");
    private final MailLogins logins =
            new MailLogins(new MailHosts(settings), settings, URI.create("https://mail.example"));
    private final TlsServers servers;

    EncryptedLoginIT() throws IOException {
        servers = new TlsServers();
    }

    @BeforeAll
    void usesTheTestsOwnTrust() {
        assertThat(System.getProperty("javax.net.ssl.trustStore")).contains("localhost.p12");
    }

    @AfterAll
    void stop() throws IOException {
        servers.close();
    }

    @Test
    void logsInAfterTheUpgradeAndOverTlsFromTheFirstByte() {
        assertThat(logins.attempt(
                        List.of(smtp("localhost", TlsServers.PASSWORD), imap("localhost", TlsServers.PASSWORD))))
                .containsOnly(new LoginOutcome.Accepted());
    }

    @Test
    void aWrongPasswordIsToldFromABrokenEncryption() {
        assertThat(logins.attempt(List.of(smtp("localhost", "wrong"), imap("localhost", "wrong"))))
                .extracting(EncryptedLoginIT::code)
                .containsExactly("smtp-login-refused", "imap-login-refused");
    }

    @Test
    void aCertificateForAnotherNameIsRefused() {
        assertThat(logins.attempt(
                        List.of(smtp("127.0.0.1", TlsServers.PASSWORD), imap("127.0.0.1", TlsServers.PASSWORD))))
                .extracting(EncryptedLoginIT::code)
                .containsExactly("smtp-tls-failed", "imap-tls-failed");
    }

    @Test
    void aLoginThatTheServerOffersOnlyEncryptedIsNotTakenForGranted() {
        MailLogin inTheClear = new MailLogin(
                MailProtocol.SMTP,
                "localhost",
                servers.starttlsPort(),
                ConnectionSecurity.NONE,
                TlsServers.USER,
                TlsServers.PASSWORD);
        assertThat(logins.attempt(List.of(inTheClear)))
                .extracting(EncryptedLoginIT::code)
                .containsExactly("smtp-login-refused");
    }

    private MailLogin smtp(String host, String password) {
        return new MailLogin(
                MailProtocol.SMTP,
                host,
                servers.starttlsPort(),
                ConnectionSecurity.STARTTLS,
                TlsServers.USER,
                password);
    }

    private MailLogin imap(String host, String password) {
        return new MailLogin(
                MailProtocol.IMAP, host, servers.imapsPort(), ConnectionSecurity.TLS, TlsServers.USER, password);
    }

    private static String code(LoginOutcome outcome) {
        return switch (outcome) {
            case LoginOutcome.Accepted accepted -> "accepted";
            case LoginOutcome.Failed failed -> failed.code();
            case LoginOutcome.NotAllowed not -> not.field();
        };
    }
}
