package com.penguinmails.localstack.demo;

import com.penguinmails.localstack.RunningStack;
import com.penguinmails.localstack.process.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a run must survive: while mails flow, a worker dies, the queuer dies, and Redis forgets everything. The figures are compared
 * afterwards as if nothing had happened.
 */
final class Accidents {

    /** Mails that a worker has in hand at most, and whose fate may die with it. */
    static final int IN_HAND = 100;

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final RunningStack stack;
    private final List<CampaignRun> campaigns;
    private final PrintStream out;

    Accidents(RunningStack stack, List<CampaignRun> campaigns, PrintStream out) {
        this.stack = stack;
        this.campaigns = campaigns;
        this.out = out;
    }

    /** Lets one after the other happen; returns how many had mails left to disturb. */
    int happen(Duration patience) throws InterruptedException {
        var deadline = Deadline.in(patience);
        int happened = 0;
        if (reached(0.2, deadline)) {
            happened += crash("worker");
        }
        if (reached(0.4, deadline)) {
            happened += crash("queuer");
        }
        if (reached(0.6, deadline)) {
            happened += forget();
        }
        return happened;
    }

    private int crash(String service) throws InterruptedException {
        int before = decided();
        long killed = System.nanoTime();
        stack.kill(service);
        stack.start(service);
        out.printf(
                Locale.ROOT,
                "  %s killed with -9 after %,d mails, up again after %.1f s%n",
                service,
                before,
                (System.nanoTime() - killed) / 1e9);
        return before < expected() ? 1 : 0;
    }

    private int forget() {
        int before = decided();
        flushAll();
        out.printf(Locale.ROOT, "  Redis emptied (FLUSHALL) after %,d mails%n", before);
        return before < expected() ? 1 : 0;
    }

    /** One inline command needs no client library. */
    private void flushAll() {
        try (var socket = new Socket(stack.redis().getHost(), stack.redis().getPort())) {
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (!"+OK".equals(answer)) {
                throw new IllegalStateException("FLUSHALL was answered with " + answer);
            }
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    private boolean reached(double share, Deadline deadline) throws InterruptedException {
        while (decided() < share * expected()) {
            if (!deadline.pause(PAUSE)) {
                return false;
            }
        }
        return true;
    }

    private int decided() {
        return campaigns.stream()
                .mapToInt(campaign -> campaign.decided(campaign.statistics()))
                .sum();
    }

    private int expected() {
        return campaigns.stream().mapToInt(CampaignRun::expected).sum();
    }
}
