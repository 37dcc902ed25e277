package com.penguinmails.benchmarks.program;

import com.penguinmails.benchmarks.process.Command;
import com.penguinmails.benchmarks.process.Scratch;
import com.penguinmails.benchmarks.system.Surroundings;
import com.penguinmails.benchmarks.system.SystemUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The peers that run on Node: their scripts copied beside their libraries, which npm installs from the lock file. */
public final class NodePrograms {

    private static final Duration INSTALLATION = Duration.ofMinutes(3);
    private static final String LOCK = "package-lock.json";

    /** The lock file of what is installed; npm itself adds to its own what it finds about other platforms. */
    private static final String INSTALLED = "installed.json";

    private static final int OLDEST_NODE = 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final String reason;
    private final String version;

    private NodePrograms(Path folder, String reason, String version) {
        this.folder = folder;
        this.reason = reason;
        this.version = version;
    }

    /**
     * Installs into {@code target} unless that is there from an earlier run with the same lock file.
     *
     * @param sources the scripts, {@code package.json} and its lock file
     */
    public static NodePrograms install(Path sources, Path target) throws IOException, InterruptedException {
        String version = Command.output(Duration.ofSeconds(10), "node", "--version");
        if (version == null) {
            return missing(target, "there is no node on the PATH");
        }
        if (major(version) < OLDEST_NODE) {
            return missing(target, "node is " + version + ", and they need " + OLDEST_NODE + " or newer");
        }
        if (!isInstalled(sources, target)) {
            Scratch.empty(target);
            copy(sources, target);
            String failure = Command.failure(
                    target, INSTALLATION, List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"));
            if (failure != null) {
                return missing(target, "npm could not install them: " + failure);
            }
            Files.copy(sources.resolve(LOCK), target.resolve(INSTALLED));
        }
        copy(sources, target);
        return new NodePrograms(target, "", version);
    }

    private static NodePrograms missing(Path target, String reason) {
        return new NodePrograms(target, reason, "none");
    }

    static int major(String version) {
        String digits = version.startsWith("v") ? version.substring(1) : version;
        return Integer.parseInt(digits.split("\\.", -1)[0]);
    }

    private static boolean isInstalled(Path sources, Path target) throws IOException {
        Path installed = target.resolve(INSTALLED);
        return Files.exists(installed) && Files.mismatch(installed, sources.resolve(LOCK)) == -1;
    }

    private static void copy(Path sources, Path target) throws IOException {
        Files.createDirectories(target);
        try (var files = Files.list(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    public boolean areThere() {
        return reason.isEmpty();
    }

    /** Why they are not there; empty when they are. */
    public String reason() {
        return reason;
    }

    /** Of Node; {@code none} when they are not there. */
    public String version() {
        return version;
    }

    /** The version of a library that was installed. */
    public String versionOf(String library) throws IOException {
        Path description = folder.resolve("node_modules").resolve(library).resolve("package.json");
        return JSON.readTree(Files.readString(description)).path("version").asString("unknown");
    }

    public SystemUnderTest program(String name, Surroundings surroundings) {
        return ProgramClient.node(name, folder.resolve(name + ".mjs"), surroundings);
    }
}
