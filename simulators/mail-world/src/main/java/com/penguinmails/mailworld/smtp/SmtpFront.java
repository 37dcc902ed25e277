package com.penguinmails.mailworld.smtp;

import com.penguinmails.mailworld.behaviour.Outage;
import com.penguinmails.mailworld.behaviour.Refusal;
import com.penguinmails.mailworld.behaviour.Switchboard;
import com.penguinmails.mailworld.dkim.DkimCheck;
import com.penguinmails.mailworld.ledger.Ledger;
import com.penguinmails.mailworld.ledger.Stage;
import com.penguinmails.mailworld.mailbox.Mailboxes;
import com.penguinmails.mailworld.message.RecentMail;
import com.penguinmails.mailworld.reaction.Reactor;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/** The SMTP listener: opens, closes for an outage, and opens again on the same port. */
public final class SmtpFront implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int MAX_CONNECTIONS = 2_000;
    /** RFC 5321 §4.5.3.2.7: a server waits at least five minutes for the next command. */
    private static final int IDLE_MINUTES = 5;

    private static final Refusal WRONG_PASSWORD = new Refusal(535, "5.7.8", "Authentication credentials invalid", null);

    private final World world;
    private final InetAddress bindAddress;
    private int port;
    private @Nullable SMTPServer server;

    public SmtpFront(
            Ledger ledger,
            Mailboxes mailboxes,
            DkimCheck dkim,
            Switchboard switchboard,
            Reactor reactor,
            RecentMail recentMail,
            boolean requireAuth,
            int maxMessageBytes,
            String bindAddress,
            int port) {
        this.world = new World(
                ledger, mailboxes, dkim, switchboard, reactor, recentMail, new Gate(), requireAuth, maxMessageBytes);
        this.bindAddress = resolve(bindAddress);
        this.port = port;
        open();
        switchboard.onChange(knobs -> follow(knobs.outage()));
        follow(switchboard.knobs().outage());
    }

    public synchronized int port() {
        return port;
    }

    @Override
    public synchronized void close() {
        SMTPServer running = server;
        if (running != null) {
            world.gate().whileShut(GRACE, running::stop);
            server = null;
        }
    }

    private synchronized void follow(Outage outage) {
        if (outage == Outage.REFUSE_CONNECTIONS) {
            close();
        } else if (server == null) {
            open();
        }
    }

    private synchronized void open() {
        SMTPServer opened = SMTPServer.port(port)
                .bindAddress(bindAddress)
                .hostName("mail-world.test")
                .softwareName("mail world")
                .backlog(256)
                .maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(IDLE_MINUTES, TimeUnit.MINUTES)
                .maxMessageSize(world.maxMessageBytes())
                .insertReceivedHeaders(false)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory(
                        (login, password, context) -> authenticate(login, password)))
                .messageHandlerFactory(context -> new Reception(world, context))
                .sessionHandler(new NoDelay())
                .build();
        opened.start();
        port = opened.getPortAllocated();
        server = opened;
    }

    private void authenticate(String login, String password) throws LoginFailedException {
        if (!world.mailboxes().mayLogIn(login, password)) {
            world.ledger().refuse(Stage.AUTH, login, "", WRONG_PASSWORD);
            throw new LoginFailedException();
        }
    }

    private static InetAddress resolve(String name) {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("cannot bind to " + name, e);
        }
    }

    /** Answers are short and the peer waits for each: without this, delayed ACKs cost 40 ms a mail. */
    private static final class NoDelay implements SessionHandler {
        @Override
        public SessionAcceptance accept(Session session) {
            try {
                session.getSocket().setTcpNoDelay(true);
            } catch (SocketException e) {
                return SessionAcceptance.failure(421, "4.3.2 Connection lost");
            }
            return SessionAcceptance.success();
        }

        @Override
        public void onSessionEnd(Session session) {
            // Nothing is kept for a session.
        }
    }
}
