package com.penguinmails.infrastructure.mailserver;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** Mail servers that encrypt, with a certificate for "localhost" that the tests trust. */
final class TlsServers implements AutoCloseable {

    static final String USER = "ada@tls.example";
    static final String PASSWORD = "right";

    private static final char[] STORE_PASSWORD = "test-only".toCharArray();

    private final SSLContext tls = context();
    private final GreenMail plain = new GreenMail(ServerSetup.IMAP.dynamicPort());
    private final ServerSocket imaps;
    private final SMTPServer starttls;

    TlsServers() throws IOException {
        plain.setUser(USER, USER, PASSWORD);
        plain.start();
        imaps = tls.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("imaps").start(this::tunnel);
        starttls = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!USER.equals(user) || !PASSWORD.equals(password)) {
                        throw new LoginFailedException();
                    }
                }))
                .enableTLS()
                .requireTLS()
                .startTlsSocketFactory(tls)
                .messageHandler((context, from, to, data) -> {
                    throw new AssertionError("a login check must not send mail");
                })
                .build();
        starttls.start();
    }

    int imapsPort() {
        return imaps.getLocalPort();
    }

    int starttlsPort() {
        return starttls.getPortAllocated();
    }

    @Override
    public void close() throws IOException {
        starttls.stop();
        imaps.close();
        plain.stop();
    }

    /** TLS outside, plain IMAP inside. */
    private void tunnel() {
        while (!imaps.isClosed()) {
            try {
                Socket client = imaps.accept();
                Socket server = new Socket(
                        InetAddress.getLoopbackAddress(), plain.getImap().getPort());
                Thread.ofVirtual().start(() -> pump(client, server));
                Thread.ofVirtual().start(() -> pump(server, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // One side hung up, or refused the handshake: that is what some tests want.
        }
    }

    private static SSLContext context() {
        try (InputStream store = Objects.requireNonNull(TlsServers.class.getResourceAsStream("/tls/localhost.p12"))) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(store, STORE_PASSWORD);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, STORE_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
