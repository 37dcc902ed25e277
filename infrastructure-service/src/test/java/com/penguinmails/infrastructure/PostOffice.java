package com.penguinmails.infrastructure;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Real SMTP and IMAP servers on this machine: plain ones, and an encrypted SMTP server whose certificate nobody vouches for. */
final class PostOffice {

    private static final ServerSetup SMTPS = ServerSetup.SMTPS.dynamicPort();

    private PostOffice() {}

    static int smtpPort() {
        return Server.MAIL.getSmtp().getPort();
    }

    static int imapPort() {
        return Server.MAIL.getImap().getPort();
    }

    static int smtpsPort() {
        return Server.MAIL.getSmtps().getPort();
    }

    /** Opens a mailbox there, or gives it another password. */
    static void open(String address, String password) {
        UserManager users = Server.MAIL.getUserManager();
        GreenMailUser known = users.getUserByEmail(address);
        if (known == null) {
            Server.MAIL.setUser(address, address, password);
        } else {
            known.setPassword(password);
        }
    }

    /** A port on which nobody listens. */
    static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class Server {

        static final GreenMail MAIL = start();

        private static GreenMail start() {
            GreenMail mail = new GreenMail(
                    new ServerSetup[] {ServerSetup.SMTP.dynamicPort(), ServerSetup.IMAP.dynamicPort(), SMTPS});
            mail.start();
            return mail;
        }
    }
}
