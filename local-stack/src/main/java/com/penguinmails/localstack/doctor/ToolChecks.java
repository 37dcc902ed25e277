package com.penguinmails.localstack.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The programs that building needs. */
final class ToolChecks {

    private static final int MAVEN_3_8 = 3008;
    private static final int NODE_20 = 20_000;

    private ToolChecks() {}

    static List<Finding> jdk() {
        Path home = Path.of(System.getProperty("java.home"));
        int feature = Runtime.version().feature();
        if (feature != 25 || !Files.isExecutable(home.resolve("bin/javac"))) {
            return List.of(Finding.fail(
                    "JDK 25", home + " is " + Runtime.version(), "install a JDK 25; scripts/find-jdk25 says how"));
        }
        return List.of(Finding.ok("JDK 25", Runtime.version() + " in " + home));
    }

    static List<Finding> maven() throws InterruptedException {
        String fix = "apt install maven | dnf install maven | brew install maven | sdk install maven";
        Optional<Command> maven = Command.run("mvn", "-v");
        if (maven.isEmpty() || maven.get().status() != 0) {
            return List.of(Finding.fail("Maven", "no mvn that runs on the PATH", fix));
        }
        boolean enough = maven.get().version("Apache Maven ").orElse(0) >= MAVEN_3_8;
        return List.of(
                enough
                        ? Finding.ok("Maven", maven.get().firstLine())
                        : Finding.fail("Maven", maven.get().firstLine() + ", 3.8 or newer is needed", fix));
    }

    static List<Finding> node() throws InterruptedException {
        String fix = "https://nodejs.org, or: apt install nodejs npm | brew install node; only the web app needs it";
        Optional<Command> node = Command.run("node", "--version");
        if (node.isEmpty() || node.get().status() != 0) {
            return List.of(Finding.warn("Node", "no node on the PATH", fix));
        }
        boolean enough = node.get().version("v").orElse(0) >= NODE_20;
        return List.of(
                enough
                        ? Finding.ok("Node", node.get().firstLine())
                        : Finding.warn("Node", node.get().firstLine() + ", 20 or newer is needed", fix));
    }
}
