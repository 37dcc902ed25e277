package com.penguinmails.worker.smtp;

import java.io.IOException;

/** A logged-in session. Not for two threads at once. */
final class SmtpConnection {

    private final SmtpWire wire;
    private final SmtpSettings settings;
    private int mails;
    private boolean usable = true;

    SmtpConnection(SmtpWire wire, SmtpSettings settings) {
        this.wire = wire;
        this.settings = settings;
    }

    /** Hands one mail over. After a loss, or a 421, the connection is not usable any more. */
    Transmission send(Mail mail) {
        Stage stage = Stage.MAIL;
        mails++;
        try {
            wire.command("MAIL FROM:<" + mail.from() + ">");
            Reply reply = wire.reply(settings.commandTimeout());
            if (!reply.isPositive()) {
                return refused(stage, reply);
            }
            stage = Stage.RCPT;
            wire.command("RCPT TO:<" + mail.to() + ">");
            reply = wire.reply(settings.commandTimeout());
            if (!reply.isPositive()) {
                return refused(stage, reply);
            }
            stage = Stage.DATA;
            wire.command("DATA");
            reply = wire.reply(settings.commandTimeout());
            if (reply.code() != 354) {
                return refused(stage, reply);
            }
            stage = Stage.CONTENT;
            wire.content(mail.message());
            mail.beforeDot().run();
            stage = Stage.DOT;
            wire.command(".");
            reply = wire.reply(settings.dotTimeout());
            usable = reply.code() != 421;
            return new Transmission.Answered(stage, reply);
        } catch (IOException | RuntimeException failure) {
            usable = false;
            return new Transmission.Lost(stage, SmtpConnector.words(failure));
        }
    }

    boolean isUsable() {
        return usable && mails < settings.maxMailsPerConnection();
    }

    /** Says goodbye, without waiting long for the answer. */
    void quit() {
        try {
            if (usable) {
                wire.command("QUIT");
            }
        } catch (IOException alreadyGone) {
            // Politeness is optional.
        }
        wire.close();
    }

    void abort() {
        usable = false;
        wire.close();
    }

    private Transmission refused(Stage stage, Reply reply) {
        if (reply.code() == 421) {
            usable = false;
        } else {
            reset();
        }
        return new Transmission.Answered(stage, reply);
    }

    /** The next mail must not meet the leavings of a refused one. */
    private void reset() {
        try {
            wire.command("RSET");
            usable = wire.reply(settings.commandTimeout()).isPositive();
        } catch (IOException gone) {
            // The answer we already have counts, whatever became of the connection.
            usable = false;
        }
    }
}
