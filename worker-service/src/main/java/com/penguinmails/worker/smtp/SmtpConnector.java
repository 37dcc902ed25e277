package com.penguinmails.worker.smtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Opens sessions: connect, greet, protect, log in. */
final class SmtpConnector {

    private final SmtpSettings settings;
    private final SSLContext tls;

    SmtpConnector(SmtpSettings settings, SSLContext tls) {
        this.settings = settings;
        this.tls = tls;
    }

    /** @throws SmtpFailure says how far it got; nothing was handed over */
    SmtpConnection open(Endpoint endpoint) throws SmtpFailure {
        requireProtection(endpoint);
        var progress = new Progress();
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), (int)
                    settings.connectTimeout().toMillis());
            socket.setSoTimeout((int) settings.commandTimeout().toMillis());
            SmtpWire wire = handshake(endpoint, socket, progress);
            return new SmtpConnection(wire, settings);
        } catch (IOException | RuntimeException failure) {
            closeQuietly(socket);
            throw new SmtpFailure(new Transmission.Lost(progress.stage, words(failure)), failure);
        } catch (SmtpFailure refused) {
            closeQuietly(socket);
            throw refused;
        }
    }

    private static final class Progress {
        private Stage stage = Stage.CONNECT;
    }

    private void requireProtection(Endpoint endpoint) throws SmtpFailure {
        if (endpoint.security() == Endpoint.Security.NONE
                && !settings.plainTextHosts().contains(endpoint.host().toLowerCase(Locale.ROOT))) {
            throw new SmtpFailure(
                    new Transmission.Answered(
                            Stage.AUTH, new Reply(530, "5.7.0 this host is not spoken to without TLS")),
                    null);
        }
    }

    private SmtpWire handshake(Endpoint endpoint, Socket socket, Progress progress) throws IOException, SmtpFailure {
        SmtpWire wire = new SmtpWire(endpoint.security() == Endpoint.Security.TLS ? protect(endpoint, socket) : socket);
        progress.stage = Stage.GREETING;
        require(Stage.GREETING, wire.reply(settings.commandTimeout()));
        progress.stage = Stage.HELLO;
        Set<String> extensions = hello(wire);
        if (endpoint.security() == Endpoint.Security.STARTTLS) {
            progress.stage = Stage.STARTTLS;
            wire = startTls(endpoint, wire, extensions);
            extensions = hello(wire);
        }
        if (!endpoint.username().isEmpty()) {
            progress.stage = Stage.AUTH;
            logIn(endpoint, wire, extensions);
        }
        return wire;
    }

    private Set<String> hello(SmtpWire wire) throws IOException, SmtpFailure {
        wire.command("EHLO " + settings.heloName());
        Reply reply = require(Stage.HELLO, wire.extensions(settings.commandTimeout()));
        var extensions = new HashSet<String>();
        for (String line : reply.text().toUpperCase(Locale.ROOT).split("\\|", -1)) {
            String[] words = line.strip().split(" ");
            extensions.add(words[0]);
            if (words[0].equals("AUTH")) {
                Arrays.stream(words).skip(1).forEach(mechanism -> extensions.add("AUTH " + mechanism));
            }
        }
        return extensions;
    }

    private SmtpWire startTls(Endpoint endpoint, SmtpWire wire, Set<String> extensions)
            throws IOException, SmtpFailure {
        if (!extensions.contains("STARTTLS")) {
            throw new SmtpFailure(new Transmission.Lost(Stage.STARTTLS, "the server does not offer STARTTLS"), null);
        }
        wire.command("STARTTLS");
        require(Stage.STARTTLS, wire.reply(settings.commandTimeout()));
        if (wire.hasUnreadInput()) {
            // Words smuggled in before the encryption must not be believed after it.
            throw new SmtpFailure(new Transmission.Lost(Stage.STARTTLS, "unexpected words before TLS"), null);
        }
        return new SmtpWire(protect(endpoint, wire.socket()));
    }

    private SSLSocket protect(Endpoint endpoint, Socket socket) throws IOException {
        SSLSocket secured =
                (SSLSocket) tls.getSocketFactory().createSocket(socket, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private void logIn(Endpoint endpoint, SmtpWire wire, Set<String> extensions) throws IOException, SmtpFailure {
        if (extensions.contains("AUTH PLAIN")) {
            wire.command("AUTH PLAIN " + base64("\0" + endpoint.username() + "\0" + endpoint.password()));
        } else if (extensions.contains("AUTH LOGIN")) {
            wire.command("AUTH LOGIN");
            require(Stage.AUTH, wire.reply(settings.commandTimeout()));
            wire.command(base64(endpoint.username()));
            require(Stage.AUTH, wire.reply(settings.commandTimeout()));
            wire.command(base64(endpoint.password()));
        } else {
            throw new SmtpFailure(
                    new Transmission.Answered(
                            Stage.AUTH, new Reply(504, "5.5.4 the server offers no way to log in that we know")),
                    null);
        }
        require(Stage.AUTH, wire.reply(settings.commandTimeout()));
    }

    private static Reply require(Stage stage, Reply reply) throws SmtpFailure {
        if (!reply.isPositive()) {
            throw new SmtpFailure(new Transmission.Answered(stage, reply), null);
        }
        return reply;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The kind of failure, never its message: messages of TLS and resolvers tell hosts and more. */
    static String words(Exception failure) {
        return failure.getClass().getSimpleName();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // There is nothing left to close.
        }
    }
}
