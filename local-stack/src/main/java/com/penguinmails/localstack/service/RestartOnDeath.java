package com.penguinmails.localstack.service;

import com.penguinmails.localstack.state.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether services that die are started again by themselves: the user's wish, kept with the stack. */
public final class RestartOnDeath {

    private RestartOnDeath() {}

    public static boolean isWanted(StateFolder state) {
        return Files.exists(file(state));
    }

    public static void want(StateFolder state, boolean wanted) {
        try {
            if (wanted) {
                Files.writeString(file(state), "");
            } else {
                Files.deleteIfExists(file(state));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(StateFolder state) {
        return state.run().resolve("restart-on-death");
    }
}
