package com.penguinmails.mailworld;

import com.penguinmails.mailworld.behaviour.Knobs;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The mail world as a process of its own, set up by environment variables (see the module's README). */
public final class MailWorldMain {
    /** Held, since java.util.logging forgets the level of a logger nobody holds. It tells of every start and stop at INFO. */
    private static final Logger SMTP_LIBRARY = Logger.getLogger("org.subethamail");

    /** Warns of every message/delivery-status part it describes. */
    private static final Logger IMAP_STORE = Logger.getLogger("com.icegreen.greenmail.store");

    private MailWorldMain() {}

    public static void main(String[] args) throws InterruptedException {
        SMTP_LIBRARY.setLevel(Level.WARNING);
        IMAP_STORE.setLevel(Level.SEVERE);
        MailWorld world = MailWorld.start(fromEnvironment(System.getenv()));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            world.close();
            stopped.countDown();
        }));
        System.out.printf(
                "mail world is up: smtp %d, imap %d, http %s%n", world.smtpPort(), world.imapPort(), world.httpUrl());
        stopped.await();
    }

    static MailWorldConfig fromEnvironment(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        Knobs knobs = Knobs.defaults();
        MailWorldConfig.Builder config = MailWorldConfig.builder()
                .bindAddress(settings.get("MAIL_WORLD_BIND", "127.0.0.1", Function.identity()))
                .ports(
                        settings.get("MAIL_WORLD_SMTP_PORT", 2525, Integer::valueOf),
                        settings.get("MAIL_WORLD_IMAP_PORT", 2143, Integer::valueOf),
                        settings.get("MAIL_WORLD_HTTP_PORT", 2580, Integer::valueOf))
                .requireAuth(settings.get("MAIL_WORLD_REQUIRE_AUTH", true, MailWorldMain::yesOrNo))
                .knobs(knobs.withReactionDelay(
                                settings.get("MAIL_WORLD_REACTION_DELAY", knobs.reactionDelay(), Duration::parse))
                        .withGreylistDelay(
                                settings.get("MAIL_WORLD_GREYLIST_DELAY", knobs.greylistDelay(), Duration::parse))
                        .withPlatformBaseUrls(
                                settings.get("MAIL_WORLD_PLATFORM_URLS", List.of(), MailWorldMain::urls)));
        String password = settings.find("MAIL_WORLD_ON_DEMAND_PASSWORD");
        if (password != null) {
            config.onDemandPassword(password);
        }
        String folder = settings.find("MAIL_WORLD_STATE_DIR");
        if (folder != null) {
            config.stateDir(Path.of(folder));
        }
        return config.build();
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private static List<URI> urls(String text) {
        return Arrays.stream(text.split(",")).map(String::trim).map(URI::create).toList();
    }

    private record Settings(Map<String, String> environment) {
        @Nullable
        String find(String name) {
            String value = environment.get(name);
            return value == null || value.isBlank() ? null : value.trim();
        }

        <T> T get(String name, T otherwise, Function<String, T> parse) {
            String value = find(name);
            try {
                return value == null ? otherwise : parse.apply(value);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(name + " cannot be read: " + value, e);
            }
        }
    }
}
