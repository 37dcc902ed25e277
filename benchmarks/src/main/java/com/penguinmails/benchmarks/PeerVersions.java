package com.penguinmails.benchmarks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.penguinmails.benchmarks.program.NodePrograms;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jobrunr.configuration.JobRunr;

/** Which release of each peer was measured. */
final class PeerVersions {

    private static final Pattern JAR = Pattern.compile("-(\\d[^/]*)\\.jar$");

    private PeerVersions() {}

    static Map<String, String> of(NodePrograms node) throws IOException {
        Map<String, String> versions = new TreeMap<>();
        versions.put("db-scheduler", ofJar(Scheduler.class));
        versions.put("jobrunr", ofJar(JobRunr.class));
        if (node.areThere()) {
            for (String library : List.of("bullmq", "pg-boss", "graphile-worker")) {
                versions.put(library, node.versionOf(library));
            }
        }
        return versions;
    }

    private static String ofJar(Class<?> type) throws IOException {
        try {
            return version(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getFileName()
                    .toString());
        } catch (URISyntaxException impossible) {
            throw new IOException(impossible);
        }
    }

    static String version(String jar) {
        var matcher = JAR.matcher(jar);
        return matcher.find() ? matcher.group(1) : "unknown";
    }
}
