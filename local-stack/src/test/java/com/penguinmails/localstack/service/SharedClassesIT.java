package com.penguinmails.localstack.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.localstack.fake.FakeServiceJar;
import com.penguinmails.localstack.process.DetachedProcess;
import com.penguinmails.localstack.process.OwnProcesses;
import com.penguinmails.localstack.process.Poll;
import com.penguinmails.localstack.state.PortProbe;
import com.penguinmails.localstack.state.StateFolder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedClassesIT {

    private static final List<String> SERVICES = List.of("user");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private StateFolder state;
    private SharedClasses sharedClasses;
    private AppLayout app;
    private URI url;

    @BeforeEach
    void aServiceRuns() throws Exception {
        state = new StateFolder(folder.resolve("state"));
        state.create();
        sharedClasses = new SharedClasses(state);
        app = new UnpackedApp(state.apps()).unpack("user", FakeServiceJar.write(folder.resolve("fake-exec.jar")));
        url = URI.create("http://127.0.0.1:" + new PortProbe(new Random()).anyFree(port -> true));
        assertThat(healthyWith(app.options())).isTrue();
    }

    @AfterEach
    void itEnds() throws Exception {
        new OwnProcesses(state.processes()).kill("user");
    }

    @Test
    void theFileIsMadeOnceFromWhatRunsAndIsUsed() throws Exception {
        assertThat(sharedClasses.isWanted(SERVICES)).isTrue();
        assertThat(sharedClasses.optionsFor(app)).isEmpty();

        sharedClasses.make(SERVICES);

        assertThat(sharedClasses.isWanted(SERVICES)).isFalse();
        assertThat(state.processes().find(SharedClasses.NAME)).isEmpty();
        List<String> options = new ArrayList<>(sharedClasses.optionsFor(app).orElseThrow());
        // With this switch a JVM that cannot use the file ends at once.
        options.addFirst("-Xshare:on");
        assertThat(healthyWith(options)).isTrue();
    }

    @Test
    void aDamagedFileSlowsNothingAndBreaksNothing() throws Exception {
        sharedClasses.make(SERVICES);
        List<String> options = sharedClasses.optionsFor(app).orElseThrow();
        Files.writeString(state.apps().resolve("shared/classes.jsa"), "this is no archive");
        assertThat(healthyWith(options)).isTrue();
    }

    @Test
    void anApplicationWhoseFilesWouldBeHiddenByALibraryStartsWithoutIt() throws Exception {
        sharedClasses.make(SERVICES);
        AppLayout hiding = new AppLayout(app.jar(), app.mainClass(), app.libraries(), Set.of("fake-library.txt"));
        assertThat(sharedClasses.optionsFor(hiding)).isEmpty();
        assertThat(sharedClasses.optionsFor(app)).isPresent();
    }

    @Test
    void anApplicationWithALibraryNobodyLookedAtStartsWithoutItUntilItIsMadeAgain() throws Exception {
        sharedClasses.make(SERVICES);
        Path unknown = Files.copy(app.libraries().getFirst(), state.apps().resolve("lib/00000000-new-library.jar"));
        List<Path> libraries = new ArrayList<>(app.libraries());
        libraries.add(unknown);
        AppLayout grown = new AppLayout(app.jar(), app.mainClass(), libraries, app.resources());
        assertThat(sharedClasses.optionsFor(grown)).isEmpty();
    }

    private boolean healthyWith(List<String> options) throws Exception {
        new OwnProcesses(state.processes()).kill("user");
        List<String> all = new ArrayList<>(List.of("-Dpenguinmails.service=user"));
        all.addAll(options);
        var record = DetachedProcess.start(
                "user",
                JavaRuntime.current().command(32, all),
                Map.of("SERVER_PORT", Integer.toString(url.getPort())),
                state.log("user").path());
        state.processes().save(record);
        try (Health health = new Health()) {
            Poll.until(PATIENCE, () -> record.running().isEmpty() || isUp(health));
            return record.running().isPresent() && isUp(health);
        }
    }

    private boolean isUp(Health health) {
        try {
            return Optional.of(health.of(url)).filter(Health.Answer::up).isPresent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
