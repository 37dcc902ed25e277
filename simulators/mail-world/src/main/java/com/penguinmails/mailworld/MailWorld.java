package com.penguinmails.mailworld;

import com.penguinmails.mailworld.behaviour.Knobs;
import com.penguinmails.mailworld.behaviour.Switchboard;
import com.penguinmails.mailworld.dkim.DkimCheck;
import com.penguinmails.mailworld.dkim.TxtZone;
import com.penguinmails.mailworld.http.HttpApi;
import com.penguinmails.mailworld.journal.Journal;
import com.penguinmails.mailworld.ledger.Ledger;
import com.penguinmails.mailworld.ledger.LedgerEvent;
import com.penguinmails.mailworld.mailbox.Mailboxes;
import com.penguinmails.mailworld.mailbox.WorldEvent;
import com.penguinmails.mailworld.message.RecentMail;
import com.penguinmails.mailworld.reaction.Reactor;
import com.penguinmails.mailworld.smtp.SmtpFront;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A running mail world. Closing it ends all listeners; with a state folder the next start goes on where it stopped. */
public final class MailWorld implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final MailWorldConfig config;
    private final Switchboard switchboard;
    private final RecentMail recentMail;
    private final TxtZone zone;
    private final Mailboxes mailboxes;
    private final Ledger ledger;
    private final SmtpFront smtp;
    private final HttpApi http;

    private MailWorld(MailWorldConfig config) {
        this.config = config;
        JsonMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        switchboard = new Switchboard(config.knobs());
        recentMail = new RecentMail(config.keepMessages());
        try {
            zone = opened(new TxtZone(journal("dns.jsonl", json, TxtZone.TxtRecord.class)));
            mailboxes = opened(new Mailboxes(
                    journal("mailboxes.jsonl", json, WorldEvent.class),
                    config.onDemandPassword(),
                    config.bindAddress(),
                    config.imapPort(),
                    config.clock()));
            config.mailboxes().forEach(mailboxes::register);
            ledger = new Ledger(opened(journal("ledger.jsonl", json, LedgerEvent.class)), config.clock());
            Reactor reactor = opened(new Reactor(
                    ledger,
                    mailboxes,
                    switchboard,
                    config.clock(),
                    config.reactionPatience(),
                    config.reactionConcurrency()));
            ledger.unfinished().forEach(reactor::schedule);
            smtp = opened(new SmtpFront(
                    ledger,
                    mailboxes,
                    new DkimCheck(zone),
                    switchboard,
                    reactor,
                    recentMail,
                    config.requireAuth(),
                    config.maxMessageBytes(),
                    config.bindAddress(),
                    config.smtpPort()));
            http = opened(new HttpApi(
                    ledger, mailboxes, zone, switchboard, recentMail, json, config.bindAddress(), config.httpPort()));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts all listeners.
     *
     * @throws RuntimeException when a port is taken, the state folder is in use, or a journal is not readable
     */
    public static MailWorld start(MailWorldConfig config) {
        return new MailWorld(config);
    }

    public int smtpPort() {
        return smtp.port();
    }

    public int imapPort() {
        return mailboxes.imapPort();
    }

    public int httpPort() {
        return http.port();
    }

    /** Base URL of the HTTP API. */
    public URI httpUrl() {
        return URI.create("http://" + config.bindAddress() + ":" + httpPort());
    }

    public Ledger ledger() {
        return ledger;
    }

    public Knobs knobs() {
        return switchboard.knobs();
    }

    /** Turns knobs: {@code world.turn(knobs -> knobs.withOutage(FAIL_EVERYTHING))}. */
    public Knobs turn(UnaryOperator<Knobs> change) {
        return switchboard.set(change);
    }

    /** Creates a mailbox, or gives it another password. */
    public void registerMailbox(String address, String password) {
        mailboxes.register(address, password);
    }

    /** Publishes a TXT record, such as {@code s1._domainkey.example.com}. */
    public void publishTxt(String name, String value) {
        zone.put(name, value);
    }

    /** The newest mail to an address, if it is still kept whole. */
    public Optional<RecentMail.LatestMail> latestMail(String to) {
        return recentMail.latest(to);
    }

    /** Forgets mails and reactions; mailboxes, their contents and the DNS zone stay. */
    public void clearLedger() {
        ledger.clear();
        recentMail.clear();
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of the mail world did not close", e);
            }
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private <E> Journal<E> journal(String file, JsonMapper json, Class<E> type) {
        return Journal.open(config.stateDir().map(folder -> folder.resolve(file)), json, type);
    }
}
