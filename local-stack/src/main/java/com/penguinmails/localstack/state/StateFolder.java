package com.penguinmails.localstack.state;

import com.penguinmails.localstack.process.LogFile;
import com.penguinmails.localstack.process.ProcessRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of one stack, {@code .local} beside the root pom unless said otherwise, and where things lie in it. */
public record StateFolder(Path root) {

    public StateFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** Makes the folder; other users of the machine cannot look inside, since it holds passwords and mail. */
    public void create() {
        try {
            Files.createDirectories(root);
            Files.createDirectories(run());
            Files.createDirectories(logs());
            OwnerOnly.folder(root);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the state folder " + root, e);
        }
    }

    public Path run() {
        return root.resolve("run");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** PostgreSQL's binaries and data. */
    public Path postgres() {
        return root.resolve("pg");
    }

    public Path redis() {
        return root.resolve("redis");
    }

    public Path mailWorld() {
        return root.resolve("mail-world");
    }

    /** The unpacked applications. */
    public Path apps() {
        return root.resolve("app");
    }

    /** The worker's journal of SMTP intents and receipts. */
    public Path worker() {
        return root.resolve("worker");
    }

    public Path secretsFile() {
        return root.resolve("secrets.json");
    }

    public Path stackFile() {
        return root.resolve("stack.json");
    }

    public Path portsFile() {
        return root.resolve("ports.json");
    }

    public ProcessRecords processes() {
        return new ProcessRecords(run());
    }

    public LogFile log(String name) {
        return new LogFile(logs().resolve(name + ".log"));
    }
}
