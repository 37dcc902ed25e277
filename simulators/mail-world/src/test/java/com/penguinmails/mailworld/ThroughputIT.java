package com.penguinmails.mailworld;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.mailworld.ledger.LedgerFilter;
import com.penguinmails.mailworld.ledger.LedgerRow;
import com.penguinmails.mailworld.ledger.LedgerRow.AcceptedMail;
import com.penguinmails.mailworld.ledger.LedgerSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThroughputIT {
    private static final int CONNECTIONS = 8;
    private static final int MAILS = 1_000;
    private static final String ANN = "ann@sender.example";

    @TempDir
    private Path state;

    @Test
    void aThousandMailsThroughEightKeptConnectionsArriveExactlyOnce() throws Exception {
        try (MailWorld world = MailWorld.start(MailWorldConfig.builder()
                        .onDemandPassword("secret")
                        .stateDir(state)
                        .build());
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> sent = new ArrayList<>();
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                int number = connection;
                sent.add(senders.submit(() -> sendShare(world, number)));
            }
            for (Future<Integer> share : sent) {
                assertThat(share.get()).isEqualTo(MAILS / CONNECTIONS);
            }

            LedgerSummary summary = world.ledger().summary(LedgerFilter.everything());
            assertThat(summary.attempts()).isEqualTo(MAILS);
            assertThat(summary.accepted()).isEqualTo(MAILS);
            assertThat(summary.uniqueMessages()).isEqualTo(MAILS);
            assertThat(summary.duplicates()).isZero();
            List<LedgerRow> rows = world.ledger().rows(LedgerFilter.everything(), 0, 2 * MAILS);
            assertThat(rows).isSortedAccordingTo((a, b) -> Long.compare(a.sequence(), b.sequence()));
            assertThat(rows.stream()
                            .map(row -> ((AcceptedMail) row).envelopeTo())
                            .distinct())
                    .hasSize(MAILS);
        }
    }

    private static int sendShare(MailWorld world, int number) throws Exception {
        int accepted = 0;
        try (Dialogue smtp = Dialogue.loggedIn(world, ANN, "secret")) {
            for (int i = number; i < MAILS; i += CONNECTIONS) {
                String to = "person" + i + "@example.com";
                String answer = smtp.send(
                        ANN,
                        to,
                        Letter.of(ANN, to, "m" + i)
                                .html("<p>text</p>\r\n".repeat(150))
                                .text());
                accepted += answer.startsWith("250") ? 1 : 0;
            }
        }
        return accepted;
    }
}
