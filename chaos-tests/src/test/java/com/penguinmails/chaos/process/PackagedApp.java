package com.penguinmails.chaos.process;

import com.penguinmails.chaos.child.ChildMain;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * A service as it is delivered: its executable jar, laid out flat by Boot's own tool, with {@link ChildMain} in front. The class path
 * holds jars only, so the JVM can map a file of classes read before.
 */
public final class PackagedApp {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> SWITCHES = List.of(
            "-Xms32m",
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final String service;
    private final List<String> sources;
    private final Path sharedClasses;
    private final String classPath;

    private PackagedApp(String service, List<String> sources, Path sharedClasses, String classPath) {
        this.service = service;
        this.sources = sources;
        this.sharedClasses = sharedClasses;
        this.classPath = classPath;
    }

    /**
     * Lays the service out.
     *
     * @param service the module: {@code queuer-service}
     * @param sources the application class and further configurations
     */
    public static PackagedApp of(Workplace workplace, Children children, String service, List<String> sources) {
        Path home = workplace.folder("apps").resolve(service);
        Path jar = executable(workplace.project().resolve(service).resolve("target"));
        int code = children.start(
                        service + "-layout",
                        List.of(
                                JAVA,
                                "-Djarmode=tools",
                                "-jar",
                                jar.toString(),
                                "extract",
                                "--destination",
                                home.toString()),
                        Map.of())
                .awaitEnd(PATIENCE);
        if (code != 0) {
            throw new IllegalStateException(jar + " could not be laid out; see " + workplace.log(service + "-layout"));
        }
        return new PackagedApp(
                service,
                sources,
                home.resolve("classes.jsa"),
                home.resolve(jar.getFileName()) + File.pathSeparator + childJar(home));
    }

    /**
     * Starts it once, up to the point where it would begin to work, and keeps the classes it has loaded.
     *
     * @param environment as for a real start
     */
    public void rehearse(Children children, Map<String, String> environment) {
        int code = children.start(
                        service + "-rehearsal",
                        command(List.of(
                                "-XX:ArchiveClassesAtExit=" + sharedClasses, "-Dspring.context.exit=onRefresh")),
                        environment)
                .awaitEnd(PATIENCE);
        if (code != 0) {
            throw new IllegalStateException(service + " did not come up; see its rehearsal's log");
        }
    }

    /** Uses the classes of the rehearsal; goes without them when they do not fit. */
    public List<String> command() {
        return command(List.of("-XX:SharedArchiveFile=" + sharedClasses));
    }

    private List<String> command(List<String> more) {
        var command = new ArrayList<String>();
        command.add(JAVA);
        command.addAll(SWITCHES);
        command.addAll(more);
        command.addAll(List.of("-cp", classPath, ChildMain.class.getName()));
        command.addAll(sources);
        return command;
    }

    private static Path executable(Path target) {
        try (var files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no executable jar in " + target + ": make build"));
        } catch (IOException failure) {
            throw new UncheckedIOException("not built yet: make build", failure);
        }
    }

    private static Path childJar(Path home) {
        Path jar = home.resolve("chaos-child.jar");
        String folder = ChildMain.class.getPackageName().replace('.', '/');
        try {
            Path classes = Path.of(ChildMain.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolve(folder);
            try (var files = Files.list(classes);
                    var out = new JarOutputStream(Files.newOutputStream(jar))) {
                for (Path file : files.toList()) {
                    out.putNextEntry(new ZipEntry(folder + "/" + file.getFileName()));
                    Files.copy(file, out);
                    out.closeEntry();
                }
            }
            return jar;
        } catch (IOException | java.net.URISyntaxException failure) {
            throw new IllegalStateException(jar + " could not be written", failure);
        }
    }
}
