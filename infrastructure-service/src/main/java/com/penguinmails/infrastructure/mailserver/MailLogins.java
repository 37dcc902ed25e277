package com.penguinmails.infrastructure.mailserver;

import com.penguinmails.infrastructure.mailserver.LoginOutcome.Accepted;
import com.penguinmails.infrastructure.mailserver.LoginOutcome.Failed;
import com.penguinmails.infrastructure.mailserver.LoginOutcome.NotAllowed;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Service;
import jakarta.mail.Session;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tries logins at mail servers: connects, encrypts, logs in, leaves. No mail is sent and no folder is opened. */
@Component
public class MailLogins {

    private final MailHosts hosts;
    private final Duration timeout;
    private final String ehloName;

    MailLogins(
            MailHosts hosts,
            MailServerSettings settings,
            @Value("${penguinmails.public-url:http://localhost}") URI publicUrl) {
        this.hosts = hosts;
        this.timeout = settings.loginTimeout();
        this.ehloName = publicUrl.getHost() == null ? "localhost" : publicUrl.getHost();
    }

    /** Tries all at the same time; takes at most twice the login timeout, however slow the servers are. */
    public List<LoginOutcome> attempt(List<MailLogin> logins) {
        List<FutureTask<LoginOutcome>> attempts = logins.stream()
                .map(login -> new FutureTask<>(() -> attempt(login)))
                .toList();
        // Virtual threads, because an interrupt closes the socket that one of them waits on.
        attempts.forEach(attempt -> Thread.ofVirtual().name("mail-login").start(attempt));
        long deadline = System.nanoTime() + timeout.multipliedBy(2).toNanos();
        return IntStream.range(0, logins.size())
                .mapToObj(n -> outcome(logins.get(n), attempts.get(n), deadline))
                .toList();
    }

    private static LoginOutcome outcome(MailLogin login, FutureTask<LoginOutcome> attempt, long deadline) {
        try {
            return attempt.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            attempt.cancel(true);
            return failed(login, "unreachable", "the server answers too slowly");
        } catch (InterruptedException stopping) {
            attempt.cancel(true);
            Thread.currentThread().interrupt();
            return failed(login, "unreachable", "the check was interrupted");
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a login attempt broke", bug.getCause());
        }
    }

    private LoginOutcome attempt(MailLogin login) {
        Optional<NotAllowed> objection = hosts.objection(login);
        if (objection.isPresent()) {
            return objection.get();
        }
        Optional<InetAddress> address = hosts.resolve(login.host());
        if (address.isEmpty()) {
            return new NotAllowed(login.protocol().id() + ".host", "does not resolve to a public mail server");
        }
        try (Service server = connect(login, address.get())) {
            // Without AUTH the library connects and never shows the password to anybody.
            return server instanceof SMTPTransport smtp && !smtp.supportsExtension("AUTH")
                    ? failed(login, "login-refused", "the server offers no login on this port")
                    : new Accepted();
        } catch (AuthenticationFailedException refused) {
            return failed(login, "login-refused", "the server refused user name or password" + quoted(login, refused));
        } catch (MessagingException failure) {
            return MailFailures.isAboutTls(failure)
                    ? failed(login, "tls-failed", MailFailures.tlsReason(login))
                    : failed(login, "unreachable", MailFailures.reason(failure));
        }
    }

    private Service connect(MailLogin login, InetAddress address) throws MessagingException {
        Session session = Session.getInstance(properties(login, address));
        Service server =
                login.protocol() == MailProtocol.SMTP ? session.getTransport("smtp") : session.getStore("imap");
        try {
            server.connect(login.host(), login.port(), login.username(), login.password());
            return server;
        } catch (MessagingException failure) {
            server.close();
            throw failure;
        }
    }

    private Properties properties(MailLogin login, InetAddress address) {
        String prefix = "mail." + login.protocol().id() + ".";
        String millis = String.valueOf(timeout.toMillis());
        Properties properties = new Properties();
        properties.put(prefix + "socketFactory", new PinnedSocketFactory(address));
        // Without this a failure of our factory would be followed by a try without it.
        properties.put(prefix + "socketFactory.fallback", "false");
        properties.put(prefix + "connectiontimeout", millis);
        properties.put(prefix + "timeout", millis);
        properties.put(prefix + "ssl.enable", String.valueOf(login.security() == ConnectionSecurity.TLS));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "starttls.enable", String.valueOf(login.security() == ConnectionSecurity.STARTTLS));
        properties.put(prefix + "starttls.required", String.valueOf(login.security() == ConnectionSecurity.STARTTLS));
        properties.put(prefix + "localhost", ehloName);
        properties.put("mail.smtp.auth", "true");
        return properties;
    }

    private static String quoted(MailLogin login, AuthenticationFailedException refused) {
        String answer = MailFailures.serverText(refused, login.password());
        return answer.isEmpty() ? "" : ": " + answer;
    }

    private static Failed failed(MailLogin login, String reason, String message) {
        return new Failed(login.protocol().id() + "-" + reason, message);
    }
}
