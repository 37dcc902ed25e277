package com.penguinmails.campaign.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ImportTurnsTest {

    private static final TenantId ONE = new TenantId(UUID.randomUUID());
    private static final TenantId OTHER = new TenantId(UUID.randomUUID());

    @Test
    void aSecondImportOfATenantHasItsTurnWhenTheFirstHasEnded() throws Exception {
        ImportTurns turns = patient(Duration.ofSeconds(30));
        turns.begin(ONE);
        turns.begin(OTHER);
        var entered = new CompletableFuture<Void>();
        Thread second = Thread.startVirtualThread(() -> {
            turns.begin(ONE);
            entered.complete(null);
        });
        Awaitility.await().until(() -> second.getState() == Thread.State.TIMED_WAITING);
        assertThat(entered).isNotDone();
        turns.end(ONE);
        entered.get(20, TimeUnit.SECONDS);
    }

    @Test
    void whoHasNoTurnInTimeIsRefusedAndLeavesNothingBehind() {
        ImportTurns turns = patient(Duration.ofMillis(100));
        turns.begin(ONE);
        assertThatThrownBy(() -> turns.begin(ONE))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("import-running"));
        turns.end(ONE);
        turns.begin(ONE);
        turns.end(ONE);
        assertThatThrownBy(() -> turns.end(ONE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void beyondTwentyThatWaitNobodyIsMadeToWait() {
        ImportTurns turns = patient(Duration.ofSeconds(30));
        turns.begin(ONE);
        var waiting = new ArrayList<Thread>();
        for (int i = 0; i < 20; i++) {
            waiting.add(Thread.startVirtualThread(() -> turns.begin(ONE)));
        }
        Awaitility.await()
                .until(() -> waiting.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
        long before = System.nanoTime();
        assertThatThrownBy(() -> turns.begin(ONE)).isInstanceOf(Refusal.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .as("at once, and not when the patience is over")
                .isLessThan(Duration.ofSeconds(25));
        turns.begin(OTHER);
    }

    private static ImportTurns patient(Duration patience) {
        return new ImportTurns(new ImportProperties(patience));
    }
}
