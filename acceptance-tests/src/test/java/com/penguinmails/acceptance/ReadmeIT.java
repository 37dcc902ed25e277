package com.penguinmails.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's walk-through as it is written, in a shell. */
class ReadmeIT {

    private static final Pattern WALK_THROUGH =
            Pattern.compile("<!-- walk-through: run by ReadmeIT -->\\s*```sh\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theCurlLinesWorkAsWritten(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("output");
        Process shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", walkThrough() + "\n")
                .directory(Stack.project().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // The README reads the addresses of the stack from .local/stack.json; this stack keeps its file elsewhere.
        assertThat(shell.waitFor(3, TimeUnit.MINUTES)).as(Files.readString(log)).isTrue();
        assertThat(shell.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log))
                .contains("\"recoveryCodes\":[")
                .contains("\"name\":\"Ben Berg\",\"role\":\"viewer\"")
                .contains("\"code\":\"permission-required\"")
                .contains("\"sent\":3");
    }

    private static String walkThrough() throws IOException {
        var block = WALK_THROUGH.matcher(Files.readString(Stack.project().resolve("README.md")));
        assertThat(block.find()).as("README.md has a walk-through").isTrue();
        return block.group(1)
                .replace(".local/stack.json", Stack.running().stackFile().toString());
    }
}
