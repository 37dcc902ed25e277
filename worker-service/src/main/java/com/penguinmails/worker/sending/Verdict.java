package com.penguinmails.worker.sending;

import com.penguinmails.contracts.email.Sending.Result;
import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.worker.smtp.Reply;
import com.penguinmails.worker.smtp.Stage;
import com.penguinmails.worker.smtp.Transmission;
import java.time.Instant;
import java.util.UUID;

/** Reads an outcome out of what happened on the wire. */
final class Verdict {

    private Verdict() {}

    static SendOutcome of(UUID message, Transmission transmission, Instant at) {
        return switch (transmission) {
            case Transmission.Answered answered -> {
                Reply reply = answered.reply();
                yield new SendOutcome(
                        message,
                        ofReply(answered.stage(), reply),
                        at,
                        reply.code(),
                        reply.enhancedCode(),
                        reply.text());
            }
            case Transmission.Lost lost ->
                new SendOutcome(
                        message,
                        lost.stage() == Stage.DOT ? Result.UNCERTAIN : Result.DEFERRED,
                        at,
                        0,
                        null,
                        "connection lost at " + lost.stage() + ": " + lost.why());
        };
    }

    private static Result ofReply(Stage stage, Reply reply) {
        if (stage == Stage.DOT && reply.isPositive()) {
            return Result.ACCEPTED;
        }
        if (reply.isTransient()) {
            return Result.DEFERRED;
        }
        return switch (stage) {
            // Refused before a recipient was named: it is about us, and no reason to suppress anybody.
            case AUTH, MAIL -> Result.NOT_SENT;
            case CONNECT, GREETING, HELLO, STARTTLS, CONTENT -> Result.DEFERRED;
            case RCPT, DATA, DOT -> isAboutUs(reply) ? Result.NOT_SENT : Result.REJECTED;
        };
    }

    /** 530 and 535 ask for a login, whenever they come. */
    private static boolean isAboutUs(Reply reply) {
        return reply.code() == 530 || reply.code() == 535;
    }

    static boolean isLoginRefused(Transmission transmission) {
        return transmission instanceof Transmission.Answered answered
                && answered.stage() == Stage.AUTH
                && !answered.reply().isTransient();
    }
}
