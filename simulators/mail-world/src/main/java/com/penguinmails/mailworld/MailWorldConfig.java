package com.penguinmails.mailworld;

import com.penguinmails.mailworld.behaviour.Knobs;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a mail world is set up. Start from {@link #defaults()} and change what matters.
 *
 * @param bindAddress interface of all three listeners; loopback by default, since the HTTP API has no login
 * @param smtpPort 0 takes any free port, here and below
 * @param mailboxes address to password of mailboxes that exist from the start
 * @param onDemandPassword when present, logging in with it by SMTP or IMAP creates the mailbox of that name
 * @param requireAuth whether MAIL without a login is refused with 530
 * @param knobs the behaviour at the start
 * @param reactionPatience how long a reaction is tried again while the platform cannot be reached
 * @param reactionConcurrency mails reacted to at the same time
 * @param keepMessages how many of the newest mails are kept whole, at most 64 MiB of them
 * @param maxMessageBytes larger messages are refused with 552 5.3.4
 * @param stateDir folder of the journals; without one nothing survives
 * @param clock the time for stamps, greylisting and the patience
 */
public record MailWorldConfig(
        String bindAddress,
        int smtpPort,
        int imapPort,
        int httpPort,
        Map<String, String> mailboxes,
        Optional<String> onDemandPassword,
        boolean requireAuth,
        Knobs knobs,
        Duration reactionPatience,
        int reactionConcurrency,
        int keepMessages,
        int maxMessageBytes,
        Optional<Path> stateDir,
        Clock clock) {
    public MailWorldConfig {
        mailboxes = Map.copyOf(mailboxes);
        if (reactionConcurrency < 1 || keepMessages < 1 || maxMessageBytes < 1) {
            throw new IllegalArgumentException("concurrency, kept messages and message size must be at least 1");
        }
    }

    /** Free ports on loopback, login required, nothing kept on disk, ten minutes of patience. */
    public static MailWorldConfig defaults() {
        return new MailWorldConfig(
                "127.0.0.1",
                0,
                0,
                0,
                Map.of(),
                Optional.empty(),
                true,
                Knobs.defaults(),
                Duration.ofMinutes(10),
                16,
                2_000,
                26_214_400,
                Optional.empty(),
                Clock.systemUTC());
    }

    public MailWorldConfig withBindAddress(String address) {
        return new MailWorldConfig(
                address,
                smtpPort,
                imapPort,
                httpPort,
                mailboxes,
                onDemandPassword,
                requireAuth,
                knobs,
                reactionPatience,
                reactionConcurrency,
                keepMessages,
                maxMessageBytes,
                stateDir,
                clock);
    }

    public MailWorldConfig withPorts(int smtp, int imap, int http) {
        return new MailWorldConfig(
                bindAddress,
                smtp,
                imap,
                http,
                mailboxes,
                onDemandPassword,
                requireAuth,
                knobs,
                reactionPatience,
                reactionConcurrency,
                keepMessages,
                maxMessageBytes,
                stateDir,
                clock);
    }

    public MailWorldConfig withMailboxes(Map<String, String> passwordsByAddress) {
        return new MailWorldConfig(
                bindAddress,
                smtpPort,
                imapPort,
                httpPort,
                passwordsByAddress,
                onDemandPassword,
                requireAuth,
                knobs,
                reactionPatience,
                reactionConcurrency,
                keepMessages,
                maxMessageBytes,
                stateDir,
                clock);
    }

    public MailWorldConfig withOnDemandPassword(String password) {
        return new MailWorldConfig(
                bindAddress,
                smtpPort,
                imapPort,
                httpPort,
                mailboxes,
                Optional.of(password),
                requireAuth,
                knobs,
                reactionPatience,
                reactionConcurrency,
                keepMessages,
                maxMessageBytes,
                stateDir,
                clock);
    }

    public MailWorldConfig withRequireAuth(boolean required) {
        return new MailWorldConfig(
                bindAddress,
                smtpPort,
                imapPort,
                httpPort,
                mailboxes,
                onDemandPassword,
                required,
                knobs,
                reactionPatience,
                reactionConcurrency,
                keepMessages,
                maxMessageBytes,
                stateDir,
                clock);
    }

    public MailWorldConfig withKnobs(Knobs initial) {
        return new MailWorldConfig(
                bindAddress,
                smtpPort,
                imapPort,
                httpPort,
                mailboxes,
                onDemandPassword,
                requireAuth,
                initial,
                reactionPatience,
                reactionConcurrency,
                keepMessages,
                maxMessageBytes,
                stateDir,
                clock);
    }

    public MailWorldConfig withPlatform(URI... baseUrls) {
        return withKnobs(knobs.withPlatformBaseUrls(List.of(baseUrls)));
    }

    public MailWorldConfig withReactionPatience(Duration patience) {
        return new MailWorldConfig(
                bindAddress,
                smtpPort,
                imapPort,
                httpPort,
                mailboxes,
                onDemandPassword,
                requireAuth,
                knobs,
                patience,
                reactionConcurrency,
                keepMessages,
                maxMessageBytes,
                stateDir,
                clock);
    }

    public MailWorldConfig withKeepMessages(int newest) {
        return new MailWorldConfig(
                bindAddress,
                smtpPort,
                imapPort,
                httpPort,
                mailboxes,
                onDemandPassword,
                requireAuth,
                knobs,
                reactionPatience,
                reactionConcurrency,
                newest,
                maxMessageBytes,
                stateDir,
                clock);
    }

    public MailWorldConfig withMaxMessageBytes(int bytes) {
        return new MailWorldConfig(
                bindAddress,
                smtpPort,
                imapPort,
                httpPort,
                mailboxes,
                onDemandPassword,
                requireAuth,
                knobs,
                reactionPatience,
                reactionConcurrency,
                keepMessages,
                bytes,
                stateDir,
                clock);
    }

    public MailWorldConfig withStateDir(Path folder) {
        return new MailWorldConfig(
                bindAddress,
                smtpPort,
                imapPort,
                httpPort,
                mailboxes,
                onDemandPassword,
                requireAuth,
                knobs,
                reactionPatience,
                reactionConcurrency,
                keepMessages,
                maxMessageBytes,
                Optional.of(folder),
                clock);
    }

    public MailWorldConfig withClock(Clock source) {
        return new MailWorldConfig(
                bindAddress,
                smtpPort,
                imapPort,
                httpPort,
                mailboxes,
                onDemandPassword,
                requireAuth,
                knobs,
                reactionPatience,
                reactionConcurrency,
                keepMessages,
                maxMessageBytes,
                stateDir,
                source);
    }
}
