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
 * How a mail world is set up; made with {@link #builder()}.
 *
 * @param bindAddress interface of all three listeners; loopback by default, since the HTTP API has no login
 * @param smtpPort 0 (the default) takes any free port, as with the other two
 * @param mailboxes address to password of mailboxes that exist from the start
 * @param onDemandPassword when present, logging in with it by SMTP or IMAP creates the mailbox of that name
 * @param requireAuth whether MAIL without a login is refused with 530; true by default
 * @param knobs the behaviour at the start
 * @param reactionPatience how long a reaction is tried again while the platform cannot be reached; ten minutes by default
 * @param reactionConcurrency mails reacted to at the same time; 16 by default
 * @param keepMessages how many of the newest mails are kept whole, at most 64 MiB of them; 2,000 by default
 * @param maxMessageBytes larger messages are refused with 552 5.3.4; 25 MiB by default
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

    /** Free ports on loopback, login required, nothing kept on disk. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {
        private String bindAddress = "127.0.0.1";
        private int smtpPort = 0;
        private int imapPort = 0;
        private int httpPort = 0;
        private Map<String, String> mailboxes = Map.of();
        private Optional<String> onDemandPassword = Optional.empty();
        private boolean requireAuth = true;
        private Knobs knobs = Knobs.defaults();
        private Duration reactionPatience = Duration.ofMinutes(10);
        private int reactionConcurrency = 16;
        private int keepMessages = 2_000;
        private int maxMessageBytes = 26_214_400;
        private Optional<Path> stateDir = Optional.empty();
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        public Builder ports(int smtp, int imap, int http) {
            smtpPort = smtp;
            imapPort = imap;
            httpPort = http;
            return this;
        }

        /** Shorthand for the knob of that name; call after {@link #knobs}. */
        public Builder platformBaseUrls(List<URI> urls) {
            knobs = knobs.withPlatformBaseUrls(urls);
            return this;
        }

        public MailWorldConfig build() {
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
                    clock);
        }

        public Builder bindAddress(String value) {
            bindAddress = value;
            return this;
        }

        public Builder mailboxes(Map<String, String> value) {
            mailboxes = value;
            return this;
        }

        public Builder onDemandPassword(String value) {
            onDemandPassword = Optional.of(value);
            return this;
        }

        public Builder requireAuth(boolean value) {
            requireAuth = value;
            return this;
        }

        public Builder knobs(Knobs value) {
            knobs = value;
            return this;
        }

        public Builder reactionPatience(Duration value) {
            reactionPatience = value;
            return this;
        }

        public Builder reactionConcurrency(int value) {
            reactionConcurrency = value;
            return this;
        }

        public Builder keepMessages(int value) {
            keepMessages = value;
            return this;
        }

        public Builder maxMessageBytes(int value) {
            maxMessageBytes = value;
            return this;
        }

        public Builder stateDir(Path value) {
            stateDir = Optional.of(value);
            return this;
        }

        public Builder clock(Clock value) {
            clock = value;
            return this;
        }
    }
}
