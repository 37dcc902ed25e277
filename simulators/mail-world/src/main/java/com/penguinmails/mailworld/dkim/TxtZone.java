package com.penguinmails.mailworld.dkim;

import com.penguinmails.mailworld.journal.Journal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The world's DNS as far as it matters here: one TXT value a name. */
public final class TxtZone implements AutoCloseable {
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final Journal<TxtRecord> journal;

    public TxtZone(Journal<TxtRecord> journal) {
        this.journal = journal;
        journal.replay(this::apply);
    }

    /** Publishes the value, in place of the one before. A null value takes the record away. */
    public synchronized void put(String name, @Nullable String value) {
        TxtRecord record = new TxtRecord(normal(name), value);
        journal.append(record);
        apply(record);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(normal(name)));
    }

    @Override
    public void close() {
        journal.close();
    }

    private void apply(TxtRecord record) {
        String value = record.value();
        if (value == null) {
            values.remove(record.name());
        } else {
            values.put(record.name(), value);
        }
    }

    private static String normal(String name) {
        String lower = name.trim().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** A TXT record; a null value means it is gone. */
    public record TxtRecord(String name, @Nullable String value) {}
}
