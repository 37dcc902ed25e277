package com.penguinmails.mailworld.mailbox;

import com.penguinmails.mailworld.journal.Journal;
import com.penguinmails.mailworld.mailbox.WorldEvent.MailboxRegistered;
import com.penguinmails.mailworld.mailbox.WorldEvent.MessagePosted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who may log in, and the way into their INBOX. The same credentials serve SMTP submission and IMAP. */
public final class Mailboxes implements AutoCloseable {
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final Journal<WorldEvent> journal;
    private final ImapPost imap;
    private final Optional<String> onDemandPassword;
    private final Clock clock;

    /**
     * Replays the journal and opens the IMAP port.
     *
     * @param onDemandPassword when present, whoever logs in with it gets the mailbox of that name
     */
    public Mailboxes(
            Journal<WorldEvent> journal,
            Optional<String> onDemandPassword,
            String bindAddress,
            int imapPort,
            Clock clock) {
        this.journal = journal;
        this.onDemandPassword = onDemandPassword;
        this.clock = clock;
        this.imap = new ImapPost(bindAddress, imapPort, this::mayLogIn);
        journal.replay(this::apply);
        imap.start();
    }

    public int imapPort() {
        return imap.port();
    }

    /** Creates the mailbox, or gives it another password. */
    public synchronized void register(String address, String password) {
        String name = normal(address);
        if (name.indexOf('@') < 1 || name.endsWith("@") || password.isEmpty()) {
            throw new IllegalArgumentException("a mailbox needs an address and a password");
        }
        if (!password.equals(passwords.get(name))) {
            book(new MailboxRegistered(name, password));
        }
    }

    /** True when the password is right; creates the mailbox when that is how it comes into being. */
    public boolean mayLogIn(String address, String password) {
        String name = normal(address);
        String expected = passwords.get(name);
        if (expected != null) {
            return same(expected, password);
        }
        if (onDemandPassword.isEmpty() || !same(onDemandPassword.get(), password) || name.indexOf('@') < 1) {
            return false;
        }
        register(name, password);
        return true;
    }

    public boolean isRegistered(String address) {
        return passwords.containsKey(normal(address));
    }

    /** The first address that is a mailbox, as it is or without its plus tag. */
    public Optional<String> firstRegistered(List<String> candidates) {
        for (String candidate : candidates) {
            String name = normal(candidate);
            String untagged = name.replaceFirst("\\+[^@]*@", "@");
            if (passwords.containsKey(name)) {
                return Optional.of(name);
            }
            if (passwords.containsKey(untagged)) {
                return Optional.of(untagged);
            }
        }
        return Optional.empty();
    }

    /** Puts a message into the INBOX of a registered mailbox. */
    public synchronized void post(String address, byte[] raw) {
        if (!isRegistered(address)) {
            throw new IllegalArgumentException("no such mailbox: " + address);
        }
        book(new MessagePosted(normal(address), clock.instant(), raw));
    }

    /** The addresses, sorted. */
    public List<String> addresses() {
        return passwords.keySet().stream().sorted().toList();
    }

    @Override
    public void close() {
        imap.close();
        journal.close();
    }

    private void book(WorldEvent event) {
        journal.append(event);
        apply(event);
    }

    private void apply(WorldEvent event) {
        switch (event) {
            case MailboxRegistered registered -> {
                imap.ensureAccount(registered.address());
                passwords.put(registered.address(), registered.password());
            }
            case MessagePosted posted -> imap.append(posted.address(), posted.at(), posted.raw());
        }
    }

    private static boolean same(String expected, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String normal(String address) {
        return address.trim().toLowerCase(Locale.ROOT);
    }
}
