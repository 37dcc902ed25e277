package com.penguinmails.localstack.doctor;

import com.penguinmails.localstack.process.ProcessRecord;
import com.penguinmails.localstack.process.ProcessRecords;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What earlier commands left: built jars, running processes, ports in use. */
final class StackChecks {

    private static final int GATEWAY_PORT = 8080;
    private static final Set<String> NOT_SOURCES = Set.of("target", "node_modules", "test", ".git", ".local");

    private StackChecks() {}

    static List<Finding> processes(Path state) {
        List<ProcessRecord> records = new ProcessRecords(state.resolve("run")).all();
        List<String> running = names(records, record -> record.running().isPresent());
        List<String> reused = names(records, ProcessRecord::isReused);
        List<String> gone = names(records, record -> record.running().isEmpty() && !record.isReused());
        List<Finding> findings = new ArrayList<>();
        if (!reused.isEmpty()) {
            findings.add(Finding.warn(
                    "processes",
                    "the process numbers of " + reused + " now belong to other programs",
                    "nothing will touch those; make down forgets the old numbers"));
        }
        if (!gone.isEmpty()) {
            findings.add(Finding.warn(
                    "processes",
                    gone + " ended without being stopped",
                    "make status shows why; make up starts them again; make down tidies up"));
        }
        boolean orphans =
                running.stream().anyMatch(Set.of("postgres", "redis")::contains) && !running.contains("backing");
        if (orphans) {
            findings.add(Finding.warn(
                    "processes",
                    "a killed launcher left PostgreSQL or Redis behind",
                    "make up takes over, make down stops them"));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok("processes", running.isEmpty() ? "nothing runs" : running.size() + " of ours run"));
        }
        return findings;
    }

    private static List<String> names(List<ProcessRecord> records, Predicate<ProcessRecord> which) {
        return records.stream().filter(which).map(ProcessRecord::name).toList();
    }

    /** Ports the user fixed, and the gateway's usual one. */
    static List<Finding> ports(Path state, Map<String, String> environment) {
        Set<String> running = new ProcessRecords(state.resolve("run"))
                .all().stream()
                        .filter(record -> record.running().isPresent())
                        .map(ProcessRecord::name)
                        .collect(Collectors.toSet());
        if (!running.isEmpty()) {
            return List.of(Finding.ok("ports", "the stack runs and has them"));
        }
        List<Finding> findings = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (!name.matches("PM_[A-Z_]+_PORT") || value.isBlank()) {
                return;
            }
            if (!value.strip().matches("[0-9]{1,5}") || Integer.parseInt(value.strip()) > 65_535) {
                findings.add(Finding.fail("ports", name + "=" + value + " is no port", "set a number up to 65535"));
            } else if (!isFree(Integer.parseInt(value.strip()))) {
                findings.add(Finding.fail(
                        "ports",
                        name + "=" + value + " is in use",
                        "free it (ss -ltnp shows by whom), or set another"));
            }
        });
        if (!environment.containsKey("PM_GATEWAY_PORT") && !isFree(GATEWAY_PORT)) {
            findings.add(Finding.warn(
                    "ports",
                    GATEWAY_PORT + " is in use, so the gateway will take another",
                    "free it, or choose: export PM_GATEWAY_PORT=9090"));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok("ports", "those wanted are free"));
        }
        return findings;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    static List<Finding> jars(Path project) throws IOException {
        List<String> missing = new ArrayList<>();
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> modules = Files.list(project)) {
            for (Path module : modules.filter(path -> path.toString().endsWith("-service"))
                    .sorted()
                    .toList()) {
                List<Path> found = execJars(module.resolve("target"));
                jars.addAll(found);
                if (found.isEmpty()) {
                    missing.add(module.getFileName().toString());
                }
            }
        }
        if (!missing.isEmpty()) {
            return List.of(
                    Finding.warn("built jars", "not built: " + missing, "make build (make up does it by itself)"));
        }
        FileTime built = FileTime.fromMillis(0);
        Path stamp = project.resolve("target").resolve("built");
        if (Files.exists(stamp)) {
            built = Files.getLastModifiedTime(stamp);
        }
        Path newest = newestSource(project);
        return List.of(
                Files.getLastModifiedTime(newest).compareTo(built) > 0
                        ? Finding.warn(
                                "built jars",
                                project.relativize(newest) + " changed since the last build",
                                "make build (make up does it by itself)")
                        : Finding.ok("built jars", jars.size() + " services, newer than every source"));
    }

    private static List<Path> execJars(Path target) throws IOException {
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("-exec.jar")).toList();
        }
    }

    private static Path newestSource(Path project) throws IOException {
        AtomicReference<Path> newest = new AtomicReference<>(project.resolve("pom.xml"));
        Files.walkFileTree(project, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_SOURCES.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                boolean source = file.toString().contains("/src/main/") || file.endsWith("pom.xml");
                if (source && attributes.lastModifiedTime().compareTo(Files.getLastModifiedTime(newest.get())) > 0) {
                    newest.set(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return newest.get();
    }
}
