package com.penguinmails.mailworld.smtp;

import com.penguinmails.mailworld.behaviour.Behaviour;
import com.penguinmails.mailworld.behaviour.Behaviours;
import com.penguinmails.mailworld.behaviour.Knobs;
import com.penguinmails.mailworld.behaviour.RecipientRules;
import com.penguinmails.mailworld.behaviour.Refusal;
import com.penguinmails.mailworld.ledger.DkimResult;
import com.penguinmails.mailworld.ledger.Envelope;
import com.penguinmails.mailworld.ledger.LedgerEvent.Accepted;
import com.penguinmails.mailworld.ledger.MailFacts;
import com.penguinmails.mailworld.ledger.Stage;
import com.penguinmails.mailworld.message.HeaderReader;
import com.penguinmails.mailworld.reaction.ReactionPlanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.AuthenticationHandler;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.Session;

/** One mail transaction, from MAIL to the answer to DATA. Lives in the thread of its session. */
final class Reception implements MessageHandler {
    private static final Refusal NOT_LOGGED_IN = new Refusal(530, "5.7.0", "Authentication required", null);
    private static final Refusal TOO_BIG = new Refusal(552, "5.3.4", "Message size exceeds fixed limit", null);

    private final World world;
    private final MessageContext context;
    private final @Nullable String login;
    private final List<Guest> guests = new ArrayList<>();
    private String from = "";
    private long begunAt;
    private boolean holdsGate;

    Reception(World world, MessageContext context) {
        this.world = world;
        this.context = context;
        this.login = context.getAuthenticationHandler()
                .map(AuthenticationHandler::getIdentity)
                .map(String::valueOf)
                .orElse(null);
    }

    @Override
    public void from(String sender) throws RejectException {
        from = sender;
        if (world.requireAuth() && login == null) {
            world.ledger().refuse(Stage.MAIL, null, sender, NOT_LOGGED_IN);
            throw rejection(NOT_LOGGED_IN);
        }
        begunAt = world.ledger().begin();
    }

    @Override
    public void recipient(String recipient) throws RejectException {
        Envelope envelope = new Envelope(begunAt, login, from, recipient);
        // The mailboxes of tenants are ordinary ones, whatever they are called.
        Behaviours behaviours =
                world.mailboxes().isRegistered(recipient) ? Behaviours.accept() : Behaviours.of(recipient);
        Optional<Refusal> refusal =
                world.ledger().offer(envelope, behaviours, world.switchboard().knobs());
        if (refusal.isPresent()) {
            throw rejection(refusal.get());
        }
        guests.add(new Guest(envelope, behaviours));
    }

    @Override
    public String data(InputStream in) throws RejectException, IOException {
        byte[] raw = in.readNBytes(world.maxMessageBytes());
        boolean tooBig = in.read() >= 0;
        // The rest has to be read, or it would be taken for commands.
        in.transferTo(OutputStream.nullOutputStream());
        if (tooBig) {
            throw refuseAll(null, TOO_BIG);
        }
        MailFacts mail = HeaderReader.facts(raw);
        for (Guest guest : guests) {
            Optional<Refusal> refusal = RecipientRules.atEndOfData(guest.behaviours);
            if (refusal.isPresent()) {
                throw refuseAll(mail.messageId(), refusal.get());
            }
        }
        DkimResult dkim = world.dkim().verify(raw);
        Knobs knobs = world.switchboard().knobs();
        pause(knobs);
        if (!world.gate().enter()) {
            throw new DropConnectionException(421, "4.3.2 Service shutting down, closing channel");
        }
        holdsGate = true;
        long sequence = 0;
        for (Guest guest : guests) {
            sequence = deliver(guest, mail, dkim, raw, knobs);
        }
        return "2.0.0 Ok: queued as " + sequence;
    }

    @Override
    public void done() {
        if (holdsGate) {
            holdsGate = false;
            world.gate().leave();
        }
    }

    private long deliver(Guest guest, MailFacts mail, DkimResult dkim, byte[] raw, Knobs knobs) {
        Envelope envelope = guest.envelope;
        Accepted accepted = world.ledger()
                .accept(
                        envelope,
                        mail,
                        dkim,
                        ReactionPlanner.plan(guest.behaviours, envelope, mail, raw, knobs.platformBaseUrls()));
        world.recentMail().add(accepted.sequence(), accepted.at(), envelope.from(), envelope.to(), raw);
        if (world.mailboxes().isRegistered(envelope.to())) {
            world.mailboxes().post(envelope.to(), raw);
        }
        world.reactor().schedule(accepted);
        return accepted.sequence();
    }

    private void pause(Knobs knobs) {
        boolean slow = guests.stream().anyMatch(guest -> guest.behaviours.has(Behaviour.SLOW));
        Duration wait = slow ? knobs.messageLatency().plus(knobs.slowDelay()) : knobs.messageLatency();
        if (wait.isPositive()) {
            try {
                Thread.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private RejectException refuseAll(@Nullable String messageId, Refusal refusal) {
        guests.forEach(guest -> world.ledger().refuse(guest.envelope, messageId, refusal));
        // The answer to DATA ends the transaction even when it is negative (RFC 5321 §4.1.1.4); SubEthaSMTP keeps it
        // open.
        if (context instanceof Session session) {
            session.resetMailTransaction();
        }
        return rejection(refusal);
    }

    private static RejectException rejection(Refusal refusal) {
        return refusal.closesConnection()
                ? new DropConnectionException(refusal.code(), refusal.line())
                : new RejectException(refusal.code(), refusal.line());
    }

    private record Guest(Envelope envelope, Behaviours behaviours) {}
}
