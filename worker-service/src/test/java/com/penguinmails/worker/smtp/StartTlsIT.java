package com.penguinmails.worker.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.server.SMTPServer;

class StartTlsIT {

    private static final SmtpSettings SETTINGS = new SmtpSettings(
            "worker.example",
            List.of(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            100);

    @TempDir
    private Path folder;

    @Test
    void aMailTravelsEncryptedAndOnlyToWhoProvesItsName() throws Exception {
        SSLContext tls = selfSigned("localhost");
        var received = new LinkedBlockingQueue<String>();
        SMTPServer server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .enableTLS(true)
                .requireTLS(true)
                .startTlsSocketFactory(tls)
                .simpleMessageListener(new org.subethamail.smtp.helper.SimpleMessageListener() {
                    @Override
                    public boolean accept(String from, String recipient) {
                        return true;
                    }

                    @Override
                    public void deliver(String from, String recipient, InputStream data) throws java.io.IOException {
                        received.add(new String(data.readAllBytes(), StandardCharsets.UTF_8));
                    }
                })
                .build();
        server.start();
        var pool = new SmtpPool(SETTINGS, tls, System::nanoTime);
        try {
            var mail = new Mail(
                    "a@b.example",
                    "c@d.example",
                    "Subject: x\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII),
                    () -> {});
            assertThat(pool.send(endpoint("localhost", server.getPortAllocated()), mail))
                    .matches(Transmission::isAccepted);
            assertThat(received.poll(5, TimeUnit.SECONDS)).contains("hello");

            assertThat(pool.send(endpoint("127.0.0.1", server.getPortAllocated()), mail))
                    .as("the certificate is for another name")
                    .isEqualTo(new Transmission.Lost(Stage.STARTTLS, "SSLHandshakeException"));
        } finally {
            pool.close();
            server.stop();
        }
    }

    private static Endpoint endpoint(String host, int port) {
        return new Endpoint(UUID.randomUUID(), host, port, Endpoint.Security.STARTTLS, "", "", 1);
    }

    private SSLContext selfSigned(String host) throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "test-only")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, "test-only".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "test-only".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("test", keys.getCertificate("test"));
        trusted.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
