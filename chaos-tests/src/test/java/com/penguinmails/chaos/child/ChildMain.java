package com.penguinmails.chaos.child;

import java.io.IOException;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;

/** Starts the application named first, with the further configurations named after it, and ends it when the harness ends. */
public final class ChildMain {

    private ChildMain() {}

    public static void main(String[] names) throws ClassNotFoundException {
        Thread.ofPlatform().name("watches the harness").daemon().start(ChildMain::dieWithTheHarness);
        var sources = new Class<?>[names.length];
        for (int i = 0; i < names.length; i++) {
            sources[i] = Class.forName(names[i]);
        }
        new SpringApplication(sources).run(Arrays.copyOf(names, 0));
    }

    /** The harness holds the other end of the standard input and writes nothing. */
    private static void dieWithTheHarness() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes here; the end is what is waited for.
            }
        } catch (IOException closed) {
            // The same as its end.
        }
        Runtime.getRuntime().halt(1);
    }
}
