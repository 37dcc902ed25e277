package com.penguinmails.worker.sending;

import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.jobs.loop.Loop;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.worker.consume.Gate;
import com.penguinmails.worker.identity.WorkerIdentity;
import com.penguinmails.worker.journal.Replay;
import com.penguinmails.worker.journal.Unrecorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Settles what earlier runs of this worker left in their journals, before any mail is sent. First every outcome that may not be recorded
 * is reported, then email-processor learns that the rest of what those runs were given was never spoken over SMTP.
 */
final class JournalRecovery implements Gate, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JournalRecovery.class);
    private static final int BATCH = 100;
    private static final Duration NEVER_AGAIN = Duration.ofDays(1);

    private final Sending sending;
    private final OutcomeReports reports;
    private final WorkerIdentity identity;
    private volatile boolean finished;
    private @Nullable Loop loop;

    JournalRecovery(Sending sending, OutcomeReports reports, WorkerIdentity identity) {
        this.sending = sending;
        this.reports = reports;
        this.identity = identity;
    }

    @Override
    public String queue() {
        return Sending.SEND.queue();
    }

    @Override
    public boolean isOpen() {
        return finished;
    }

    @Override
    public void start() {
        loop = Loop.start("journal recovery", () -> {
            if (!finished) {
                recover();
                finished = true;
            }
            return NEVER_AGAIN;
        });
    }

    private void recover() throws InterruptedException {
        try {
            Replay replay = Replay.of(identity.folder(), identity.incarnation());
            List<Unrecorded> left = replay.unrecorded();
            for (Map.Entry<Group, List<SendOutcome>> entry : grouped(left).entrySet()) {
                report(entry.getKey(), entry.getValue());
            }
            TenantScope.runPlatform(
                    "a worker's return concerns the messages of all tenants",
                    () -> sending.recovered(identity.workerId(), new Sending.Recovery(identity.incarnation())));
            replay.forget();
            if (!left.isEmpty()) {
                log.info("reported {} outcomes that an earlier run had left in its journal", left.size());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the journal cannot be read", unreadable);
        }
    }

    private record Group(UUID incarnation, TenantId tenant) {}

    private static Map<Group, List<SendOutcome>> grouped(List<Unrecorded> left) {
        var groups = new LinkedHashMap<Group, List<SendOutcome>>();
        left.forEach(attempt -> groups.computeIfAbsent(
                        new Group(attempt.incarnation(), attempt.tenant()), group -> new ArrayList<>())
                .add(attempt.outcome()));
        return groups;
    }

    private void report(Group group, List<SendOutcome> outcomes) throws InterruptedException {
        for (int from = 0; from < outcomes.size(); from += BATCH) {
            var _ = reports.record(
                    group.tenant(),
                    group.incarnation(),
                    outcomes.subList(from, Math.min(outcomes.size(), from + BATCH)));
        }
    }

    @Override
    public void stop() {
        var running = loop;
        if (running != null) {
            reports.stop();
            running.close();
            loop = null;
        }
    }

    /** Before the consumers at the start, and after them at the end: they may still have outcomes to report. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 1;
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }
}
