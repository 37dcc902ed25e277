package com.penguinmails.localstack.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.localstack.process.ProcessRecord;
import com.penguinmails.localstack.process.ProcessRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    private static final FileTime EARLIER = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    private static final FileTime LATER = FileTime.from(Instant.parse("2026-01-02T00:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void onlyAFailureFailsTheCommandAndEveryTroubleComesWithItsFix() {
        assertThat(printed(Finding.ok("a", "fine"), Finding.warn("b", "meh", "do this")))
                .startsWith("0\n")
                .contains("ok    a")
                .contains("fix: do this")
                .contains("2 checks, 0 to fix, 1 to know about.");
        assertThat(printed(Finding.fail("c", "broken", "do that")))
                .startsWith("1\n")
                .contains("FAIL  c")
                .contains("fix: do that");
    }

    @Test
    void aPortTheUserFixedAndSomebodyElseHasIsAFailure() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Finding> findings = StackChecks.ports(
                    folder,
                    Map.of(
                            "PM_GATEWAY_PORT", Integer.toString(taken.getLocalPort()),
                            "PM_USER_PORT", "seventy",
                            "PM_WORKER_PORT", ""));
            assertThat(findings).extracting(Finding::level).containsExactly(Finding.Level.FAIL, Finding.Level.FAIL);
            assertThat(findings.getFirst().detail()).contains("PM_GATEWAY_PORT=" + taken.getLocalPort() + " is in use");
            assertThat(findings.getLast().detail()).contains("PM_USER_PORT=seventy is no port");
        }
    }

    @Test
    void recordsOfProcessesThatAreGoneOrAreNowOthersAreTold() {
        assertThat(StackChecks.processes(folder)).extracting(Finding::detail).containsExactly("nothing runs");
        ProcessRecords records = new ProcessRecords(folder.resolve("run"));
        ProcessRecord me = ProcessRecord.of("user", ProcessHandle.current());
        records.save(me);
        assertThat(StackChecks.processes(folder)).extracting(Finding::detail).containsExactly("1 of ours run");
        records.save(new ProcessRecord("user", me.pid(), Instant.EPOCH, me.program(), false));
        assertThat(StackChecks.processes(folder)).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Finding.Level.WARN);
            assertThat(finding.detail()).contains("[user] now belong to other programs");
        });
    }

    @Test
    void jarsThatAreMissingOrOlderThanASourceAreTold() throws Exception {
        Path pom = write("pom.xml", EARLIER);
        Path source = write("user-service/src/main/java/User.java", EARLIER);
        write("user-service/src/test/java/UserTest.java", FileTime.from(Instant.now()));
        assertThat(StackChecks.jars(folder))
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).isEqualTo("not built: [user-service]"));

        write("user-service/target/user-service-exec.jar", LATER);
        write("target/built", LATER);
        assertThat(StackChecks.jars(folder)).extracting(Finding::level).containsExactly(Finding.Level.OK);

        Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2026-01-03T00:00:00Z")));
        assertThat(StackChecks.jars(folder)).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Finding.Level.WARN);
            assertThat(finding.detail()).contains("User.java changed since the last build");
        });
        assertThat(pom).exists();
    }

    @Test
    void theStateFolderMustLetProgramsRun() throws Exception {
        assertThat(FolderChecks.state(folder.resolve("new/.local")))
                .extracting(Finding::level)
                .containsExactly(Finding.Level.OK);
        Path file = write("occupied", EARLIER);
        assertThat(FolderChecks.state(file)).extracting(Finding::level).containsExactly(Finding.Level.FAIL);
    }

    @Test
    void theLocalRepositoryIsWhereTheSettingsSay() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        write("home/.m2/settings.xml", EARLIER);
        Files.writeString(
                folder.resolve("home/.m2/settings.xml"),
                "<settings><localRepository> " + elsewhere + " </localRepository></settings>");
        assertThat(FolderChecks.localRepository(folder, folder.resolve("home")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Finding.Level.OK);
                    assertThat(finding.detail()).startsWith(elsewhere.toString());
                });
    }

    @Test
    void aClockBehindTheFilesIsTold() throws Exception {
        write("pom.xml", FileTime.from(Instant.now()));
        assertThat(MachineChecks.clock(folder)).extracting(Finding::level).containsExactly(Finding.Level.OK);
        write("pom.xml", FileTime.from(Instant.now().plusSeconds(86_400)));
        assertThat(MachineChecks.clock(folder)).extracting(Finding::level).containsExactly(Finding.Level.WARN);
    }

    @Test
    void versionsAreReadFromWhatToolsPrint() {
        assertThat(new Command(0, "Apache Maven 3.8.7\nJava version: 25").version("Apache Maven "))
                .contains(3008);
        assertThat(new Command(0, "v20.20.2").version("v")).contains(20_020);
        assertThat(new Command(0, "nonsense").version("v")).isEmpty();
    }

    private Path write(String name, FileTime time) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, time);
        return file;
    }

    private static String printed(Finding... findings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int status = Doctor.report(List.of(findings), new PrintStream(bytes, true, UTF_8));
        return status + "\n" + bytes.toString(UTF_8);
    }
}
