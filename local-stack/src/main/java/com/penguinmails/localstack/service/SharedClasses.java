package com.penguinmails.localstack.service;

import com.penguinmails.localstack.process.DetachedProcess;
import com.penguinmails.localstack.process.OwnProcesses;
import com.penguinmails.localstack.process.Poll;
import com.penguinmails.localstack.process.ProcessRecord;
import com.penguinmails.localstack.state.JsonFile;
import com.penguinmails.localstack.state.StateFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * The library classes that most services load, read and linked once and kept in one file that every JVM maps (class data sharing with
 * ahead-of-time linking, JEP 483). A service then starts with about two thirds of the CPU time. One file serves all services because
 * the class path of each then begins with the same libraries, in the same order; that is only done where the order cannot matter.
 *
 * <p>The file is made from a running stack when the machine has nothing better to do. The JVM checks by itself that the file fits and
 * starts without it when it does not.
 */
public final class SharedClasses {

    /** Name of the process that makes the file, and of its log. */
    public static final String NAME = "shared-classes";

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int HEAP_MEGABYTES = 768;

    private final StateFolder state;
    private final Path folder;
    private final Path archive;
    private final JsonFile description;
    private final JavaRuntime java = JavaRuntime.current();

    public SharedClasses(StateFolder state) {
        this.state = state;
        this.folder = state.apps().resolve("shared");
        this.archive = folder.resolve("classes.jsa");
        this.description = new JsonFile(folder.resolve("classes.json"));
    }

    /**
     * What the file was made for.
     *
     * @param java the JVM that made it
     * @param services those with most libraries in common, which use it
     * @param shared the libraries every class path begins with
     * @param others further libraries that were looked at and hold nothing the shared ones hold
     * @param resources files in the shared libraries that are no classes
     */
    private record Description(
            String java, Set<String> services, List<String> shared, Set<String> others, Set<String> resources) {

        boolean fits(AppLayout app) {
            Set<String> libraries =
                    app.foreignLibraries().stream().map(Path::toString).collect(Collectors.toSet());
            return java.equals(JavaRuntime.current().identity())
                    && libraries.containsAll(shared)
                    && libraries.stream().allMatch(library -> shared.contains(library) || others.contains(library))
                    && app.resources().stream().noneMatch(resources::contains);
        }
    }

    /** Switches, class path and main class that use the file; empty when there is none or it does not fit this application. */
    Optional<List<String>> optionsFor(AppLayout app) {
        if (!Files.exists(archive)) {
            return Optional.empty();
        }
        return description
                .read(Description.class)
                .filter(found -> found.fits(app))
                .map(found -> {
                    Set<String> classPath = new LinkedHashSet<>(found.shared());
                    classPath.add(app.jar().toString());
                    app.libraries().forEach(library -> classPath.add(library.toString()));
                    return List.of(
                            "-XX:SharedArchiveFile=" + archive,
                            "-cp",
                            String.join(File.pathSeparator, classPath),
                            app.mainClass());
                });
    }

    /** There is no file, or one of the services that shall use it cannot. */
    public boolean isWanted(Collection<String> services) throws IOException {
        Optional<Description> found = description.read(Description.class);
        if (found.isEmpty() || !Files.exists(archive)) {
            return true;
        }
        for (Map.Entry<String, AppLayout> app : unpacked(services).entrySet()) {
            if (found.get().services().contains(app.getKey()) && !found.get().fits(app.getValue())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Makes the file from the classes that the running services have loaded, at the lowest priority, and waits for it.
     *
     * @throws IOException if it cannot be made; services go on starting without it
     */
    public void make(Collection<String> services) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Map<String, AppLayout> sharing = SimilarApps.among(unpacked(services));
        Description next = describe(sharing);
        Path classList = folder.resolve("classes.list");
        Files.write(classList, LoadedClasses.of(runningProcesses(sharing.keySet()), java));
        Path draft = folder.resolve("classes.jsa.draft");
        List<String> command = java.command(
                HEAP_MEGABYTES,
                List.of(
                        "-Xshare:dump",
                        "-XX:+AOTClassLinking",
                        "-XX:SharedClassListFile=" + classList,
                        "-XX:SharedArchiveFile=" + draft,
                        // Much of what services load is in no shared library; saying so for each class helps nobody.
                        "-Xlog:disable",
                        "-cp",
                        String.join(File.pathSeparator, next.shared())));
        Files.deleteIfExists(draft);
        ProcessRecord process = DetachedProcess.startInBackground(
                NAME, command, Map.of(), state.log(NAME).path());
        state.processes().save(process);
        try {
            Poll.until(PATIENCE, () -> process.running().isEmpty());
        } finally {
            new OwnProcesses(state.processes()).kill(NAME);
        }
        if (!Files.exists(draft)) {
            throw new IOException(
                    "no shared classes were made, see " + state.log(NAME).path());
        }
        Files.deleteIfExists(description.path());
        Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        description.write(next);
    }

    private Map<String, AppLayout> unpacked(Collection<String> services) throws IOException {
        Map<String, AppLayout> apps = new TreeMap<>();
        for (String service : services) {
            Path jar = state.apps().resolve(service).resolve(service + ".jar");
            if (Files.exists(jar)) {
                apps.put(service, AppLayout.of(jar));
            }
        }
        return apps;
    }

    private static Description describe(Map<String, AppLayout> apps) throws IOException {
        List<Path> shared = SimilarApps.inCommon(apps.values());
        Set<Path> others = new LinkedHashSet<>();
        apps.values().forEach(app -> others.addAll(app.foreignLibraries()));
        // A library of which another one holds a copy of something must keep its place among the others.
        Set<String> elsewhere = new TreeSet<>();
        others.removeAll(shared);
        for (Path other : others) {
            elsewhere.addAll(contents(other));
        }
        List<String> kept = new ArrayList<>();
        Set<String> resources = new TreeSet<>();
        for (Path library : shared) {
            if (contents(library).stream().anyMatch(elsewhere::contains)) {
                others.add(library);
                continue;
            }
            kept.add(library.toString());
            try (JarFile jar = new JarFile(library.toFile())) {
                resources.addAll(AppLayout.resources(jar));
            }
        }
        return new Description(
                JavaRuntime.current().identity(),
                new TreeSet<>(apps.keySet()),
                kept,
                others.stream().map(Path::toString).collect(Collectors.toCollection(TreeSet::new)),
                resources);
    }

    private static Set<String> contents(Path library) throws IOException {
        try (JarFile jar = new JarFile(library.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .filter(name -> !name.startsWith("META-INF/") && !name.endsWith("module-info.class"))
                    .collect(Collectors.toSet());
        }
    }

    private List<ProcessHandle> runningProcesses(Collection<String> services) {
        return services.stream()
                .flatMap(service -> state.processes().running(service).stream())
                .toList();
    }
}
