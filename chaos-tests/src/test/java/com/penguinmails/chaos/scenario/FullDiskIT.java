package com.penguinmails.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.chaos.arena.Arena;
import com.penguinmails.chaos.load.Load;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The journal cannot be written any more. */
@Chaos
class FullDiskIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int KILOBYTES = 96;

    /** No file of the process may grow beyond the limit; what it says goes through a pipe, so the log is spared. */
    private static final List<String> WITH_SMALL_FILES = List.of(
            "/bin/bash", "-c", "exec > >(cat) 2>&1; ulimit -S -f " + KILOBYTES + "; exec \"$@\"", "small-files");

    @Test
    @DisplayName("F17 the journal's disk is full: mails wait, none is sent without a note")
    void journalCannotGrow(Arena arena, Load load, Books books) {
        arena.run(2, 0);
        arena.worker(1).start(WITH_SMALL_FILES);
        arena.worker(1).awaitHealthy();
        List<UUID> mails = load.plainMails(600);
        await("mails are put off because the disk is full")
                .atMost(SOON)
                .until(() -> arena.platform().mailroom().statuses(mails).getOrDefault("DEFERRED", 0L) > 0
                        && arena.worker(1).says("the journal cannot be written"));
        assertThat(arena.worker(1).isRunning()).isTrue();
        assertThat(arena.platform().mailroom().statuses(mails))
                .as("what did not reach the disk was not sent")
                .doesNotContainKey("UNCERTAIN");

        arena.worker(1).stop();
        arena.worker(1).start();
        books.balance(load, PATIENCE);
        assertThat(arena.platform().mailroom().statuses(mails))
                .as("nothing was reported as sent that was not, and the rest went out or was given up, which is said")
                .containsOnlyKeys(
                        arena.platform().mailroom().statuses(mails).containsKey("FAILED")
                                ? new String[] {"SENT", "FAILED"}
                                : new String[] {"SENT"});
    }
}
