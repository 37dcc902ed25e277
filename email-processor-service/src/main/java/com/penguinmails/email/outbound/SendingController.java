package com.penguinmails.email.outbound;

import com.penguinmails.contracts.email.Sending;
import com.penguinmails.email.outbound.Handover.Holder;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.InternalEndpoint;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** The door for workers. */
@RestController
@InternalEndpoint("worker")
class SendingController implements Sending {

    static final int MAX_BATCH = 1000;
    private static final int MAX_WORKER_ID = 200;

    private final Preparation preparation;
    private final Recording recording;
    private final WorkerRecovery recovery;

    SendingController(Preparation preparation, Recording recording, WorkerRecovery recovery) {
        this.preparation = preparation;
        this.recording = recording;
        this.recovery = recovery;
    }

    @Override
    public List<Prepared> prepare(PrepareRequest request) {
        Holder worker = holder(request.workerId(), request.incarnation());
        List<UUID> ids = batch(request.messageIds(), "messageIds");
        if (new HashSet<>(ids).size() < ids.size()) {
            throw Refusal.invalid("messageIds", "names a message twice");
        }
        return preparation.prepare(worker, ids);
    }

    @Override
    public List<OutcomeAck> record(OutcomeReport report) {
        Holder worker = holder(report.workerId(), report.incarnation());
        List<SendOutcome> outcomes = batch(report.outcomes(), "outcomes");
        for (int i = 0; i < outcomes.size(); i++) {
            String path = "outcomes[" + i + "].";
            required(outcomes.get(i).messageId(), path + "messageId");
            required(outcomes.get(i).result(), path + "result");
            required(outcomes.get(i).at(), path + "at");
        }
        return recording.record(worker, outcomes);
    }

    @Override
    public void recovered(String workerId, Recovery request) {
        recovery.recovered(workerId, required(request.currentIncarnation(), "currentIncarnation"));
    }

    private static Holder holder(@Nullable String workerId, @Nullable UUID incarnation) {
        String worker = required(workerId, "workerId");
        if (worker.isBlank() || worker.length() > MAX_WORKER_ID) {
            throw Refusal.invalid("workerId", "must be 1 to " + MAX_WORKER_ID + " characters");
        }
        return new Holder(worker, required(incarnation, "incarnation"));
    }

    private static <T> List<T> batch(@Nullable List<T> items, String field) {
        List<T> given = required(items, field);
        if (given.size() > MAX_BATCH) {
            throw Refusal.invalid(field, "must have at most " + MAX_BATCH + " items");
        }
        for (T item : given) {
            required(item, field);
        }
        return given;
    }

    private static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw Refusal.invalid(field, "is required");
        }
        return value;
    }
}
