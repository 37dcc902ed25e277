package com.penguinmails.mailworld.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest mails whole, bounded by number and by memory, readable by recipient. Not kept over a restart. */
public final class RecentMail {
    private static final long MAX_BYTES = 64L << 20;

    private final int maxMessages;
    private final Deque<Kept> newestLast = new ArrayDeque<>();
    private final Map<String, Kept> byRecipient = new HashMap<>();
    private long bytes;

    public RecentMail(int maxMessages) {
        this.maxMessages = maxMessages;
    }

    /** Keeps a mail, and lets go of the oldest when there are too many. */
    public synchronized void add(long sequence, Instant receivedAt, String from, String to, byte[] raw) {
        Kept kept = new Kept(sequence, receivedAt, from, to.toLowerCase(Locale.ROOT), raw);
        newestLast.addLast(kept);
        byRecipient.put(kept.to, kept);
        bytes += raw.length;
        while (newestLast.size() > maxMessages || (bytes > MAX_BYTES && newestLast.size() > 1)) {
            Kept oldest = newestLast.removeFirst();
            byRecipient.remove(oldest.to, oldest);
            bytes -= oldest.raw.length;
        }
    }

    /** The newest mail to the address, if it is still kept. */
    public Optional<LatestMail> latest(String to) {
        Kept kept;
        synchronized (this) {
            kept = byRecipient.get(to.trim().toLowerCase(Locale.ROOT));
        }
        return Optional.ofNullable(kept).map(Kept::read);
    }

    public synchronized void clear() {
        newestLast.clear();
        byRecipient.clear();
        bytes = 0;
    }

    /**
     * A mail as a reader sees it.
     *
     * @param headers the header block as sent
     * @param raw the whole message, UTF-8 where it is not ASCII
     */
    public record LatestMail(
            long sequence,
            Instant receivedAt,
            String envelopeFrom,
            String envelopeTo,
            @Nullable String subject,
            String headers,
            @Nullable String text,
            @Nullable String html,
            String raw) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Kept(long sequence, Instant receivedAt, String from, String to, byte[] raw) {
        LatestMail read() {
            MailBody body = MailBody.of(raw);
            return new LatestMail(
                    sequence,
                    receivedAt,
                    from,
                    to,
                    HeaderReader.facts(raw).subject(),
                    HeaderReader.headerBlock(raw),
                    body.text(),
                    body.html(),
                    new String(raw, StandardCharsets.UTF_8));
        }
    }
}
