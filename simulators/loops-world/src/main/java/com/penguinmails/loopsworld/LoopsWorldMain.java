package com.penguinmails.loopsworld;

import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The Loops world as a process of its own, set up by environment variables (see the module's README). */
public final class LoopsWorldMain {

    private LoopsWorldMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        LoopsWorld world = start(System.getenv());
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            world.close();
            stopped.countDown();
        }));
        System.out.printf("Loops world is up: %s%n", world.url());
        stopped.await();
    }

    /** @throws IllegalArgumentException when a variable cannot be read; the message names it */
    static LoopsWorld start(Map<String, String> environment) {
        String port = environment.getOrDefault("LOOPS_WORLD_PORT", "2590");
        if (!port.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("LOOPS_WORLD_PORT must be a port");
        }
        // Read before the start, so that a mistake leaves nothing running.
        var templates = Arrays.stream(
                        environment.getOrDefault("LOOPS_WORLD_TEMPLATES", "").split(";"))
                .filter(text -> !text.isBlank())
                .map(LoopsWorldMain::template)
                .toList();
        LoopsWorld world = LoopsWorld.start(
                Integer.parseInt(port),
                environment.getOrDefault("LOOPS_WORLD_API_KEY", "loops-world"),
                Clock.systemUTC());
        templates.forEach(template -> world.template(template[0], Arrays.copyOfRange(template, 1, template.length)));
        return world;
    }

    private static String[] template(String text) {
        String[] words = text.strip().split("[:,]");
        if (Arrays.stream(words).anyMatch(word -> !word.matches("[A-Za-z0-9_-]+"))) {
            throw new IllegalArgumentException("LOOPS_WORLD_TEMPLATES must read like id:variable,variable;id:variable");
        }
        return words;
    }
}
