package com.penguinmails.mailworld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.penguinmails.mailworld.behaviour.Knobs;
import com.penguinmails.mailworld.ledger.LedgerFilter;
import com.penguinmails.mailworld.ledger.LedgerSummary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {
    private static final String ANN = "ann@sender.example";

    @TempDir
    private Path state;

    private final TestClock clock = new TestClock();

    @Test
    void theBookMailboxesZoneAndMessagesSurvive() throws Exception {
        LedgerSummary before;
        try (MailWorld world = start(Duration.ZERO, List.of())) {
            world.registerMailbox(ANN, "secret");
            world.publishTxt("s1._domainkey.sender.example", "v=DKIM1; p=");
            try (Dialogue smtp = Dialogue.loggedIn(world, ANN, "secret")) {
                send(smtp, "maria@example.com");
                send(smtp, "bounce.maria@example.com");
                send(smtp, "defer2.maria@example.com");
                send(smtp, "reply.maria@example.com");
            }
            before = settled(world);
            assertThat(before.attempts()).isEqualTo(4);
        }

        try (MailWorld world = start(Duration.ZERO, List.of())) {
            assertThat(world.ledger().summary(LedgerFilter.everything())).isEqualTo(before);
            try (ImapInbox inbox = new ImapInbox(world, ANN, "secret")) {
                assertThat(inbox.only().getSubject()).isEqualTo("Re: Hello");
            }
            try (Dialogue smtp = Dialogue.loggedIn(world, ANN, "secret")) {
                // One of the two deferrals was before the restart, and so was the first copy of maria's mail.
                assertThat(send(smtp, "defer2.maria@example.com")).startsWith("451");
                assertThat(send(smtp, "defer2.maria@example.com")).startsWith("250");
                send(smtp, "maria@example.com");
            }
            assertThat(settled(world).duplicates()).isEqualTo(1);
            assertThat(settled(world).replied()).isEqualTo(1);
        }
    }

    @Test
    void aReactionThatWasDueIsDoneAfterTheRestart() throws Exception {
        try (FakePlatform platform = new FakePlatform(0)) {
            try (MailWorld world = start(Duration.ofHours(1), List.of(platform.url()))) {
                world.registerMailbox(ANN, "secret");
                try (Dialogue smtp = Dialogue.loggedIn(world, ANN, "secret")) {
                    Letter letter =
                            Letter.of(ANN, "unsub.maria@example.com", "1").oneClick(platform.url() + "/u/1");
                    assertThat(smtp.send(ANN, letter.to(), letter.text())).startsWith("250");
                }
            }
            assertThat(platform.requests()).isEmpty();

            try (MailWorld world = start(Duration.ZERO, List.of(platform.url()))) {
                assertThat(settled(world).unsubscribed()).isEqualTo(1);
                assertThat(platform.requests()).hasSize(1);
            }
        }
    }

    @Test
    void aLineCutShortByACrashIsDropped() throws Exception {
        try (MailWorld world = start(Duration.ZERO, List.of())) {
            world.registerMailbox(ANN, "secret");
            try (Dialogue smtp = Dialogue.loggedIn(world, ANN, "secret")) {
                send(smtp, "maria@example.com");
            }
        }
        Files.writeString(state.resolve("ledger.jsonl"), "{\"event\":\"acce", StandardOpenOption.APPEND);

        try (MailWorld world = start(Duration.ZERO, List.of());
                Dialogue smtp = Dialogue.loggedIn(world, ANN, "secret")) {
            send(smtp, "karl@example.com");
        }
        try (MailWorld world = start(Duration.ZERO, List.of())) {
            assertThat(world.ledger().summary(LedgerFilter.everything()).accepted())
                    .isEqualTo(2);
        }
    }

    @Test
    void aStateFolderBelongsToOneWorld() {
        try (MailWorld world = start(Duration.ZERO, List.of())) {
            assertThat(world.smtpPort()).isPositive();
            assertThatThrownBy(() -> start(Duration.ZERO, List.of()).close())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void aClearedBookStaysClear() throws Exception {
        try (MailWorld world = start(Duration.ZERO, List.of())) {
            world.registerMailbox(ANN, "secret");
            try (Dialogue smtp = Dialogue.loggedIn(world, ANN, "secret")) {
                send(smtp, "maria@example.com");
                world.clearLedger();
                send(smtp, "karl@example.com");
            }
        }
        try (MailWorld world = start(Duration.ZERO, List.of())) {
            assertThat(world.ledger().summary(LedgerFilter.everything()).accepted())
                    .isEqualTo(1);
        }
    }

    private MailWorld start(Duration reactionDelay, List<URI> platform) {
        return MailWorld.start(MailWorldConfig.builder()
                .stateDir(state)
                .clock(clock)
                .knobs(Knobs.defaults().withReactionDelay(reactionDelay))
                .platformBaseUrls(platform)
                .build());
    }

    private static String send(Dialogue smtp, String to) throws IOException {
        return smtp.send(
                ANN, to, Letter.of(ANN, to, to.substring(0, to.indexOf('@'))).text());
    }

    private static LedgerSummary settled(MailWorld world) {
        return await().until(() -> world.ledger().summary(LedgerFilter.everything()), s -> s.reactionsPending() == 0);
    }
}
