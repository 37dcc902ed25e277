package com.penguinmails.localstack;

import com.penguinmails.localstack.backing.Backing;
import com.penguinmails.localstack.process.LogFile;
import com.penguinmails.localstack.state.StateFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The end of one log or of all, and what is added to them. */
final class LogReport {

    private static final int LINES_OF_ONE = 200;
    private static final int LINES_OF_EACH = 10;
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final StateFolder state;
    private final List<String> names;
    private final PrintStream out;

    LogReport(StackConfig config, PrintStream out) {
        this.state = config.state();
        this.out = out;
        this.names = new ArrayList<>(config.catalog().names());
        names.add(Backing.NAME);
        names.addAll(Backing.SERVERS);
    }

    int print(List<String> arguments) throws IOException, InterruptedException {
        boolean follow = arguments.contains("-f");
        List<String> wanted =
                arguments.stream().filter(word -> !word.equals("-f")).toList();
        for (String name : wanted) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("no log called " + name + ", there are " + names);
            }
        }
        List<String> shown = wanted.isEmpty() ? names : wanted;
        Map<String, Long> seen = new HashMap<>();
        for (String name : shown) {
            LogFile log = state.log(name);
            seen.put(name, Files.exists(log.path()) ? Files.size(log.path()) : 0);
            log.tail(shown.size() == 1 ? LINES_OF_ONE : LINES_OF_EACH).forEach(line -> printLine(shown, name, line));
        }
        while (follow) {
            Thread.sleep(PAUSE);
            for (String name : shown) {
                printNew(shown, name, seen);
            }
        }
        return 0;
    }

    private void printNew(List<String> shown, String name, Map<String, Long> seen) throws IOException {
        LogFile log = state.log(name);
        if (!Files.exists(log.path())) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.path().toFile(), "r")) {
            long before = seen.getOrDefault(name, 0L);
            // Shorter than before: the service was started again with a fresh log.
            long from = file.length() < before ? 0 : before;
            byte[] added = new byte[(int) Math.min(file.length() - from, 1 << 20)];
            file.seek(from);
            file.readFully(added);
            String text = new String(added, StandardCharsets.UTF_8);
            int lastLineEnd = text.lastIndexOf('\n');
            String complete = text.substring(0, lastLineEnd + 1);
            complete.lines().forEach(line -> printLine(shown, name, line));
            seen.put(name, from + complete.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    private void printLine(List<String> shown, String name, String line) {
        out.println(shown.size() == 1 ? line : "%-16s %s".formatted(name, line));
    }
}
