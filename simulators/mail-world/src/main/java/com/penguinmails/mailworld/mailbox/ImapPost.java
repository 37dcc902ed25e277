package com.penguinmails.mailworld.mailbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapServer;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** GreenMail's store and its IMAP4rev1 server, with our own idea of who may log in. */
final class ImapPost implements AutoCloseable {
    private static final long START_TIMEOUT_MILLIS = 10_000;
    private static final Session SESSION = Session.getInstance(new Properties());

    private final Managers managers;
    private final ImapServer server;

    ImapPost(String bindAddress, int port, BiPredicate<String, String> mayLogIn) {
        this.managers = new GuardedManagers(mayLogIn);
        this.server = new ImapServer(new ServerSetup(port, bindAddress, ServerSetup.PROTOCOL_IMAP), managers);
    }

    void start() {
        server.startService();
        try {
            if (!server.waitTillRunning(START_TIMEOUT_MILLIS)) {
                throw new IllegalStateException("the IMAP server did not start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the IMAP server started", e);
        }
    }

    int port() {
        return server.getPort();
    }

    void ensureAccount(String address) {
        UserManager users = managers.getUserManager();
        if (users.getUser(address) == null) {
            try {
                // The password in GreenMail is never asked for: GuardedManagers answers in its place.
                users.createUser(address, address, "");
            } catch (UserException e) {
                throw new IllegalStateException("cannot create the mailbox " + address, e);
            }
        }
    }

    void append(String address, Instant at, byte[] raw) {
        GreenMailUser user = managers.getUserManager().getUser(address);
        try {
            MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
            managers.getImapHostManager().getInbox(user).appendMessage(message, new Flags(), Date.from(at));
        } catch (MessagingException | FolderException e) {
            throw new IllegalStateException("cannot put a message into " + address, e);
        }
    }

    @Override
    public void close() {
        server.stopService();
    }

    private static final class GuardedManagers extends Managers {
        private final UserManager users;

        GuardedManagers(BiPredicate<String, String> mayLogIn) {
            this.users = new UserManager(super.getImapHostManager()) {
                @Override
                public boolean test(@Nullable String login, @Nullable String password) {
                    return login != null && password != null && mayLogIn.test(login, password);
                }
            };
        }

        @Override
        public UserManager getUserManager() {
            return users;
        }
    }
}
