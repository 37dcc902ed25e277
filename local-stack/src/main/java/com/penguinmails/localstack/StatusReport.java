package com.penguinmails.localstack;

import com.penguinmails.localstack.backing.Backing;
import com.penguinmails.localstack.process.Memory;
import com.penguinmails.localstack.process.ProcessRecord;
import com.penguinmails.localstack.service.DeathNotice;
import com.penguinmails.localstack.service.Health;
import com.penguinmails.localstack.state.Addresses;
import com.penguinmails.localstack.state.Ports;
import com.penguinmails.localstack.state.StateFolder;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table behind {@code make status}. */
final class StatusReport {

    private static final String ROW = "  %-16s %-10s %8s %8s %8s  %s%n";

    private final StackConfig config;
    private final StateFolder state;
    private final PrintStream out;

    StatusReport(StackConfig config, PrintStream out) {
        this.config = config;
        this.state = config.state();
        this.out = out;
    }

    /** Prints the table and the last words of the dead. @return 0 if everything is up */
    int print() throws InterruptedException {
        Optional<Ports> ports = Ports.find(state);
        if (ports.isEmpty()) {
            out.println("Nothing was ever started in " + state.root() + ". `make up` does.");
            return 1;
        }
        Addresses addresses = new Addresses(ports.get());
        out.printf(ROW, "", "state", "process", "since", "memory", "");
        boolean allUp = true;
        long memory = 0;
        List<DeathNotice> dead = new ArrayList<>();
        try (Health health = new Health()) {
            for (String name : config.catalog().names()) {
                Optional<ProcessRecord> record = state.processes()
                        .find(name)
                        .filter(found -> found.running().isPresent());
                String verdict;
                if (record.isEmpty()) {
                    Optional<DeathNotice> notice = DeathNotice.find(state, name);
                    notice.ifPresent(dead::add);
                    verdict = notice.isPresent() ? "DIED" : "stopped";
                } else {
                    verdict = health.of(addresses.service(name)).up() ? "up" : "UNHEALTHY";
                }
                allUp &= verdict.equals("up");
                memory += row(name, verdict, record, addresses.service(name).toString());
            }
        }
        memory += serverRow(Backing.NAME, "mail world " + addresses.mailWorld());
        for (String server : Backing.SERVERS) {
            memory += serverRow(server, "127.0.0.1:" + addresses.ports().of(server));
        }
        out.printf("  memory in all: %d MB%n", memory / 1024);
        dead.forEach(notice -> out.println("\n" + notice.describe(state)));
        return allUp ? 0 : 1;
    }

    private long serverRow(String name, String where) {
        Optional<ProcessRecord> record =
                state.processes().find(name).filter(found -> found.running().isPresent());
        return row(name, record.isPresent() ? "up" : "stopped", record, where);
    }

    private long row(String name, String verdict, Optional<ProcessRecord> record, String where) {
        long kilobytes = record.flatMap(ProcessRecord::running)
                // The background JVM's children have rows of their own.
                .map(name.equals(Backing.NAME) ? Memory::kilobytes : Memory::kilobytesWithChildren)
                .orElse(0L);
        out.printf(
                ROW,
                name,
                verdict,
                record.map(found -> Long.toString(found.pid())).orElse("-"),
                record.map(found -> age(found.startedAt())).orElse("-"),
                kilobytes > 0 ? kilobytes / 1024 + " MB" : "-",
                where);
        return kilobytes;
    }

    private static String age(Instant since) {
        Duration age = Duration.between(since, Instant.now());
        return age.toHours() > 0
                ? age.toHours() + "h" + age.toMinutesPart() + "m"
                : age.toMinutesPart() + "m" + age.toSecondsPart() + "s";
    }
}
