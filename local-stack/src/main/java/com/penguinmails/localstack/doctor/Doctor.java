package com.penguinmails.localstack.doctor;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs every check and prints a table. Exit status 1 if building or running will fail. */
final class Doctor {

    private final Map<String, Check> checks = new LinkedHashMap<>();

    private Doctor(Path project, Path state, Map<String, String> environment) {
        checks.put("JDK 25", ToolChecks::jdk);
        checks.put("Maven", ToolChecks::maven);
        checks.put("Node", ToolChecks::node);
        checks.put(
                "Maven libraries",
                () -> FolderChecks.localRepository(project, Path.of(System.getProperty("user.home"))));
        checks.put("platform", MachineChecks::platform);
        checks.put("memory", MachineChecks::memory);
        checks.put("disk", () -> MachineChecks.disk(state));
        checks.put("clock", () -> MachineChecks.clock(project));
        checks.put("loopback", MachineChecks::loopback);
        checks.put("PostgreSQL user", MachineChecks::postgresUser);
        checks.put("state folder", () -> FolderChecks.state(state));
        checks.put("build folders", () -> FolderChecks.buildFolders(project));
        checks.put("built jars", () -> StackChecks.jars(project));
        checks.put("processes", () -> StackChecks.processes(state));
        checks.put("ports", () -> StackChecks.ports(state, environment));
    }

    public static void main(String[] args) {
        Path project = Path.of("").toAbsolutePath();
        Path state = Optional.ofNullable(System.getenv("PM_STATE_DIR"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> project.resolve(".local"))
                .toAbsolutePath();
        System.exit(report(new Doctor(project, state, System.getenv()).findings(), System.out));
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        checks.forEach((name, check) -> {
            try {
                findings.addAll(check.look());
            } catch (Exception e) {
                // One check that cannot look must not hide what the others see.
                findings.add(Finding.warn(name, "could not be checked: " + e, "look at it by hand"));
            }
        });
        return findings;
    }

    /** Prints one line for each finding and its fix under it. */
    static int report(List<Finding> findings, PrintStream out) {
        for (Finding finding : findings) {
            String level = finding.level() == Finding.Level.FAIL
                    ? "FAIL"
                    : finding.level().name().toLowerCase(Locale.ROOT);
            out.printf("  %-4s  %-16s %s%n", level, finding.name(), finding.detail());
            if (!finding.fix().isEmpty()) {
                out.printf("        %-16s fix: %s%n", "", finding.fix());
            }
        }
        long failed = findings.stream()
                .filter(finding -> finding.level() == Finding.Level.FAIL)
                .count();
        long warned = findings.stream()
                .filter(finding -> finding.level() == Finding.Level.WARN)
                .count();
        out.printf("%n%d checks, %d to fix, %d to know about.%n", findings.size(), failed, warned);
        return failed == 0 ? 0 : 1;
    }
}
