package com.penguinmails.localstack.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Folders that are written: the state folder, the build folders, Maven's local repository. */
final class FolderChecks {

    private FolderChecks() {}

    static List<Finding> state(Path state) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        try {
            Files.createDirectories(state);
            Path script = Files.createTempFile(state, "doctor", ".sh");
            Files.writeString(script, "#!/bin/sh\nexit 0\n");
            boolean executable = script.toFile().setExecutable(true)
                    && Command.run(script.toString())
                            .filter(command -> command.status() == 0)
                            .isPresent();
            Files.delete(script);
            findings.add(
                    executable
                            ? Finding.ok("state folder", state + " can be written and run from")
                            : Finding.fail(
                                    "state folder",
                                    state + " does not let programs run (mounted noexec?)",
                                    "keep the stack elsewhere: export PM_STATE_DIR=/path"));
        } catch (IOException e) {
            findings.add(Finding.fail(
                    "state folder",
                    "cannot write in " + state,
                    "it may belong to another user: chown -R it, or export PM_STATE_DIR=/path"));
        }
        return findings;
    }

    /** A build by root leaves folders that a normal user's build cannot write to. */
    static List<Finding> buildFolders(Path project) throws IOException {
        List<Path> locked = new ArrayList<>();
        try (Stream<Path> folders = Files.walk(project, 3)) {
            folders.filter(path -> path.endsWith("target"))
                    .filter(Files::isDirectory)
                    .filter(path -> !Files.isWritable(path))
                    .forEach(locked::add);
        }
        if (!Files.isWritable(project)) {
            locked.add(project);
        }
        return List.of(
                locked.isEmpty()
                        ? Finding.ok("build folders", "can be written")
                        : Finding.fail(
                                "build folders",
                                "cannot write in " + locked.getFirst() + " and " + (locked.size() - 1) + " more",
                                "an earlier build ran as another user: chown -R them to you, or delete them as that user"));
    }

    static List<Finding> localRepository(Path project, Path userHome) throws IOException {
        Path repository = repository(project, userHome);
        if (Files.isDirectory(repository)) {
            return List.of(
                    Files.isWritable(repository) && Files.isReadable(repository)
                            ? Finding.ok("Maven libraries", repository + " can be read and written")
                            : Finding.fail(
                                    "Maven libraries",
                                    "cannot write in " + repository,
                                    "chown -R it to you, or choose another: mvn -Dmaven.repo.local=/path"));
        }
        Path existing = Stream.iterate(repository, Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        return List.of(
                Files.isWritable(existing)
                        ? Finding.ok(
                                "Maven libraries",
                                repository + " will be made by the first build, which needs the network")
                        : Finding.fail(
                                "Maven libraries",
                                repository + " cannot be made",
                                "choose another: export MAVEN_OPTS=-Dmaven.repo.local=/path"));
    }

    private static Path repository(Path project, Path userHome) throws IOException {
        Pattern option = Pattern.compile("-Dmaven\\.repo\\.local=(\\S+)");
        Path config = project.resolve(".mvn").resolve("maven.config");
        Optional<Path> chosen = Stream.of(
                        Optional.ofNullable(System.getenv("MAVEN_OPTS")).orElse(""),
                        Files.exists(config) ? Files.readString(config) : "")
                .map(option::matcher)
                .filter(Matcher::find)
                .map(matcher -> Path.of(matcher.group(1)))
                .findFirst();
        if (chosen.isPresent()) {
            return chosen.get();
        }
        Path settings = userHome.resolve(".m2").resolve("settings.xml");
        if (Files.exists(settings)) {
            Matcher matcher = Pattern.compile("<localRepository>\\s*([^<$]+?)\\s*</localRepository>")
                    .matcher(Files.readString(settings));
            if (matcher.find()) {
                return Path.of(matcher.group(1));
            }
        }
        return userHome.resolve(".m2").resolve("repository");
    }
}
