package com.penguinmails.worker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.contracts.email.Sending.Result;
import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.testkit.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalIT {

    private static final long BIG = 1 << 20;

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.atNoon();
    private final Ids ids = new Ids(Clock.systemUTC());
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final UUID first = ids.next();
    private final UUID second = ids.next();

    @Test
    void whatIsRecordedIsForgottenAndTheRestIsTold() throws IOException {
        UUID recorded = UUID.randomUUID();
        UUID answered = UUID.randomUUID();
        UUID unanswered = UUID.randomUUID();
        UUID neverSpoken = UUID.randomUUID();
        try (var journal = new Journal(folder, first, BIG)) {
            journal.intent(tenant, recorded, clock.instant());
            journal.receipt(tenant, outcome(recorded, Result.ACCEPTED));
            journal.recorded(recorded);
            journal.intent(tenant, answered, clock.instant());
            journal.receipt(tenant, outcome(answered, Result.REJECTED));
            journal.intent(tenant, unanswered, clock.instant().minusSeconds(5));
            journal.receipt(tenant, outcome(neverSpoken, Result.DEFERRED));
        }
        List<Unrecorded> left = replay(second).unrecorded();
        assertThat(left)
                .extracting(attempt -> attempt.outcome().messageId())
                .containsExactlyInAnyOrder(answered, unanswered, neverSpoken);
        assertThat(left)
                .extracting(attempt -> attempt.outcome().result())
                .containsExactlyInAnyOrder(Result.REJECTED, Result.UNCERTAIN, Result.DEFERRED);
        assertThat(left)
                .allMatch(attempt ->
                        attempt.incarnation().equals(first) && attempt.tenant().equals(tenant));
        assertThat(left).contains(new Unrecorded(first, tenant, outcome(answered, Result.REJECTED)));
        assertThat(left)
                .filteredOn(attempt -> attempt.outcome().messageId().equals(unanswered))
                .extracting(attempt -> attempt.outcome().at())
                .containsExactly(clock.instant().minusSeconds(5));
    }

    @Test
    void aSecondAttemptCountsAndNotTheFirst() throws IOException {
        UUID message = UUID.randomUUID();
        try (var journal = new Journal(folder, first, BIG)) {
            journal.intent(tenant, message, clock.instant());
            journal.receipt(tenant, outcome(message, Result.DEFERRED));
            journal.recorded(message);
            journal.intent(tenant, message, clock.instant());
        }
        assertThat(replay(second).unrecorded())
                .singleElement()
                .matches(left -> left.outcome().result() == Result.UNCERTAIN);
    }

    @Test
    void aTornLastLineIsPassedOver() throws IOException {
        UUID whole = UUID.randomUUID();
        try (var journal = new Journal(folder, first, BIG)) {
            journal.intent(tenant, whole, clock.instant());
        }
        byte[] torn = Line.intent(tenant, UUID.randomUUID(), clock.instant()).bytes();
        Path file = files().getFirst();
        for (int cut = 1; cut < torn.length - 1; cut += 7) {
            byte[] before = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(torn, cut), StandardOpenOption.APPEND);
            assertThat(replay(second).unrecorded())
                    .extracting(left -> left.outcome().messageId())
                    .containsExactly(whole);
            Files.write(file, before);
        }
    }

    @Test
    void aDamagedReceiptMeansUncertainAndNeverNotSent() throws IOException {
        UUID message = UUID.randomUUID();
        try (var journal = new Journal(folder, first, BIG)) {
            journal.intent(tenant, message, clock.instant());
            journal.receipt(tenant, outcome(message, Result.ACCEPTED));
        }
        Path file = files().getFirst();
        Files.writeString(file, Files.readString(file).replace("ACCEPTED", "DEFERRED"));
        assertThat(replay(second).unrecorded())
                .singleElement()
                .matches(left -> left.outcome().result() == Result.UNCERTAIN);
    }

    @Test
    void filesGoOldestFirstAndOnlyWhenAllTheirMessagesAreRecorded() throws IOException {
        UUID stuck = UUID.randomUUID();
        var journal = new Journal(folder, first, 2_000);
        journal.intent(tenant, stuck, clock.instant());
        for (int i = 0; i < 50; i++) {
            UUID message = UUID.randomUUID();
            journal.intent(tenant, message, clock.instant());
            journal.receipt(tenant, outcome(message, Result.ACCEPTED));
            journal.recorded(message);
        }
        journal.intent(tenant, UUID.randomUUID(), clock.instant());
        assertThat(files().size())
                .as("one unrecorded message in the oldest file keeps all")
                .isGreaterThan(5);
        journal.receipt(tenant, outcome(stuck, Result.ACCEPTED));
        journal.recorded(stuck);
        journal.intent(tenant, UUID.randomUUID(), clock.instant());
        journal.close();
        assertThat(files()).hasSizeLessThan(3);
        assertThat(replay(second).unrecorded()).hasSize(2);
    }

    @Test
    void manySendersShareTheDisk() throws Exception {
        var messages = new ArrayList<UUID>();
        try (var journal = new Journal(folder, first, BIG);
                var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2_000; i++) {
                UUID message = UUID.randomUUID();
                messages.add(message);
                senders.execute(() -> journal.intent(tenant, message, clock.instant()));
            }
            senders.shutdown();
            assertThat(senders.awaitTermination(60, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(replay(second).unrecorded())
                .extracting(left -> left.outcome().messageId())
                .containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void theJournalOfTheCurrentRunIsNotReplayedNorDeleted() throws IOException {
        try (var journal = new Journal(folder, first, BIG)) {
            journal.intent(tenant, UUID.randomUUID(), clock.instant());
            assertThat(replay(first).unrecorded()).isEmpty();
            replay(first).forget();
            assertThat(files()).hasSize(1);
        }
        replay(second).forget();
        assertThat(files()).isEmpty();
    }

    @Test
    void anIntentThatCannotBeWrittenIsAnError() throws IOException {
        var journal = new Journal(folder, first, BIG);
        journal.intent(tenant, UUID.randomUUID(), clock.instant());
        journal.close();
        assertThatThrownBy(() -> journal.intent(tenant, UUID.randomUUID(), clock.instant()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("journal");
    }

    @Test
    void whereNoNewFileCanBeMadeTheOldOneIsUsedOn() throws IOException {
        var journal = new Journal(folder, first, 1);
        journal.intent(tenant, UUID.randomUUID(), clock.instant());
        for (int number = 3; number < 20; number++) {
            Files.createDirectories(folder.resolve(JournalFile.name(first, number)));
        }
        var last = UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            journal.intent(tenant, UUID.randomUUID(), clock.instant());
        }
        journal.intent(tenant, last, clock.instant());
        journal.close();
        try (var all = Files.list(folder).filter(Files::isRegularFile)) {
            assertThat(all.map(this::read)).anyMatch(text -> text.contains(last.toString()));
        }
    }

    private String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private Replay replay(UUID current) throws IOException {
        return Replay.of(folder, current);
    }

    private List<Path> files() throws IOException {
        return JournalFile.in(folder).stream().map(JournalFile::path).toList();
    }

    private SendOutcome outcome(UUID message, Result result) {
        return new SendOutcome(message, result, clock.instant(), 250, "2.0.0", "ok \"quoted\" ü");
    }
}
