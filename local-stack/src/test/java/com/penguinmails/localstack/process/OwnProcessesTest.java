package com.penguinmails.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnProcessesTest {

    private static final Duration GRACE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private ProcessRecords records;
    private OwnProcesses own;

    @BeforeEach
    void empty() {
        records = new ProcessRecords(folder.resolve("run"));
        own = new OwnProcesses(records);
    }

    @Test
    void whatWasStartedIsFoundAgainAndEnds() throws Exception {
        ProcessRecord started = start("sleep", "600");
        assertThat(records.find("it")).contains(started);
        assertThat(records.running("it")).isPresent();

        assertThat(own.stop("it", GRACE)).isEqualTo(OwnProcesses.Ended.GRACEFULLY);
        assertThat(started.running()).isEmpty();
        assertThat(records.find("it")).isEmpty();
        assertThat(own.stop("it", GRACE)).isEqualTo(OwnProcesses.Ended.WAS_NOT_RUNNING);
    }

    @Test
    void whatDoesNotEndIsKilled() throws Exception {
        Path ready = folder.resolve("ready");
        ProcessRecord deaf = start("sh", "-c", "trap '' TERM; touch '" + ready + "'; while :; do sleep 1; done");
        assertThat(Poll.until(GRACE, () -> Files.exists(ready))).isTrue();
        assertThat(own.stop("it", Duration.ofMillis(100))).isEqualTo(OwnProcesses.Ended.KILLED);
        assertThat(deaf.running()).isEmpty();
    }

    @Test
    void anInterruptIsASignalOfItsOwn() throws Exception {
        Path told = folder.resolve("told");
        Path ready = folder.resolve("ready");
        // Not a shell: where whoever runs the tests ignores SIGINT, as in the background of a script, a shell cannot
        // trap it.
        start(
                "node",
                "-e",
                "const fs = require('fs');"
                        + "process.on('SIGINT', () => { fs.writeFileSync('" + told + "', ''); process.exit(0); });"
                        + "fs.writeFileSync('" + ready + "', ''); setInterval(() => {}, 100);");
        assertThat(Poll.until(GRACE, () -> Files.exists(ready))).isTrue();
        assertThat(own.interrupt("it", GRACE)).isEqualTo(OwnProcesses.Ended.GRACEFULLY);
        assertThat(told).exists();
    }

    @Test
    void aProcessThatOnlyHasTheNumberIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            ProcessRecord truth = ProcessRecord.of("it", stranger.toHandle());
            ProcessRecord earlier =
                    new ProcessRecord("it", truth.pid(), truth.startedAt().minusSeconds(60), truth.program(), false);
            ProcessRecord otherProgram = new ProcessRecord("it", truth.pid(), truth.startedAt(), "java", false);
            for (ProcessRecord wrong : List.of(earlier, otherProgram)) {
                records.save(wrong);
                assertThat(wrong.isReused()).isTrue();
                assertThat(own.kill("it")).isEqualTo(OwnProcesses.Ended.WAS_NOT_RUNNING);
                assertThat(stranger.isAlive()).isTrue();
                assertThat(records.find("it")).isEmpty();
            }
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aRecordThatCannotBeReadCountsAsNone() throws Exception {
        Files.createDirectories(folder.resolve("run"));
        Files.writeString(folder.resolve("run/it.pid"), "pid=many\n");
        assertThat(records.find("it")).isEmpty();
        assertThat(records.all()).isEmpty();
        records.save(new ProcessRecord("it", 1, Instant.EPOCH, "init", true));
        assertThat(records.all()).containsExactly(new ProcessRecord("it", 1, Instant.EPOCH, "init", true));
    }

    @Test
    void outputGoesToTheLogAndSettingsOfTheCallerStayOut() throws Exception {
        ProcessRecord process = start("sh", "-c", "echo out; echo err >&2; echo \"given $GIVEN\"; exec sleep 600");
        LogFile log = new LogFile(folder.resolve("it.log"));
        assertThat(Poll.until(GRACE, () -> log.lines().size() >= 3)).isTrue();
        assertThat(log.lines()).containsExactly("out", "err", "given by the test");
        own.kill("it");
        assertThat(process.running()).isEmpty();
    }

    @Test
    void theEndOfALogIsShownAndOldLogsAreKeptForAWhile() throws Exception {
        Path file = folder.resolve("logs/it.log");
        LogFile log = new LogFile(file);
        assertThat(log.tail(5)).isEmpty();
        for (int start = 1; start <= 5; start++) {
            log.rotate();
            Files.writeString(file, "start " + start + "\none\ntwo\nthree\n");
        }
        assertThat(log.tail(2)).containsExactly("two", "three");
        assertThat(log.tail(100)).hasSize(4).startsWith("start 5");
        assertThat(Files.readString(folder.resolve("logs/it.log.1"))).startsWith("start 4");
        assertThat(Files.readString(folder.resolve("logs/it.log.3"))).startsWith("start 2");
        assertThat(folder.resolve("logs/it.log.4")).doesNotExist();

        Files.writeString(file, "x".repeat(300_000) + "\nlast\n");
        assertThat(log.tail(5)).containsExactly("last");
    }

    private ProcessRecord start(String... command) throws Exception {
        Path program = Path.of("/bin", command[0]);
        String[] words = command.clone();
        words[0] = (Files.exists(program) ? program : Path.of("/usr/bin", command[0])).toString();
        ProcessRecord record =
                DetachedProcess.start("it", List.of(words), Map.of("GIVEN", "by the test"), folder.resolve("it.log"));
        records.save(record);
        return record;
    }
}
