package com.penguinmails.localstack.demo;

import com.penguinmails.localstack.process.Deadline;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Shows how far the campaigns are: in place on a terminal, as a line now and then elsewhere. */
final class ProgressBars {

    private static final int WIDTH = 30;
    private static final Duration PAUSE = Duration.ofMillis(1_000);
    private static final int LOG_EVERY = 5;

    private final PrintStream out;
    private final boolean terminal;
    private final MailWorldClient world;

    ProgressBars(PrintStream out, boolean terminal, MailWorldClient world) {
        this.out = out;
        this.terminal = terminal;
        this.world = world;
    }

    /** Returns when all campaigns are over, or false when the time is. */
    boolean follow(List<CampaignRun> campaigns, Duration patience) {
        Deadline deadline = Deadline.in(patience);
        for (int round = 0; ; round++) {
            boolean over = campaigns.stream().allMatch(campaign -> campaign.isOver(world));
            if (terminal && round > 0) {
                out.printf("\033[%dA", campaigns.size());
            }
            if (terminal || over || round % LOG_EVERY == 0) {
                campaigns.forEach(this::print);
            }
            if (over) {
                return true;
            }
            if (!deadline.pause(PAUSE)) {
                return false;
            }
        }
    }

    private void print(CampaignRun campaign) {
        var statistics = campaign.statistics();
        int done = campaign.decided(statistics);
        int filled = (int) ((long) WIDTH * Math.min(done, campaign.expected()) / Math.max(1, campaign.expected()));
        out.printf(
                Locale.ROOT,
                "  %-18s [%s%s] %,6d of %,6d   opened %,d  clicked %,d  bounced %,d  unsubscribed %,d%s%n",
                campaign.tenant().customer().tenantName(),
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                done,
                campaign.expected(),
                CampaignRun.count(statistics, "opened"),
                CampaignRun.count(statistics, "clicked"),
                CampaignRun.count(statistics, "bounced"),
                CampaignRun.count(statistics, "unsubscribed"),
                terminal ? "\033[K" : "");
    }
}
