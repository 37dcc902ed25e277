package com.penguinmails.worker.sending;

import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.email.Sending.OutcomeAck;
import com.penguinmails.contracts.email.Sending.PrepareRequest;
import com.penguinmails.contracts.email.Sending.Prepared;
import com.penguinmails.contracts.email.Sending.Result;
import com.penguinmails.contracts.email.Sending.SendJob;
import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.ServiceClients;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.worker.handling.Ending;
import com.penguinmails.worker.handling.LocalHandler;
import com.penguinmails.worker.handling.Work;
import com.penguinmails.worker.identity.WorkerIdentity;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries out {@code email.send}: one {@code prepare} per tenant and batch, then every message on a thread of its own.
 *
 * <p>Whoever does not hear the answer to {@code prepare} cannot know whether the messages are marked as being sent by this worker. It says
 * {@code NOT_SENT} of them, which only it can know: no message is in two hands of one worker at once.
 */
final class EmailSendHandler implements LocalHandler {

    private static final Duration WHEN_AWAY = Duration.ofSeconds(3);

    private final Sending sending;
    private final Sender sender;
    private final OutcomeBatcher outcomes;
    private final WorkerIdentity identity;
    private final JsonMapper json;
    private final Clock clock;

    /** Messages between the question and the recorded outcome. One whose outcome was not recorded stays until the journal tells it. */
    private final Set<UUID> inHand = ConcurrentHashMap.newKeySet();

    EmailSendHandler(
            Sending sending,
            Sender sender,
            OutcomeBatcher outcomes,
            WorkerIdentity identity,
            JsonMapper json,
            Clock clock) {
        this.sending = sending;
        this.sender = sender;
        this.outcomes = outcomes;
        this.identity = identity;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return Sending.SEND.name();
    }

    @Override
    public void handle(Work work) {
        try (var tenants = Executors.newVirtualThreadPerTaskExecutor()) {
            byTenant(work).forEach((tenant, own) -> tenants.execute(() -> work.trace(() -> send(tenant, own, work))));
        }
    }

    private Map<TenantId, Map<UUID, Entry>> byTenant(Work work) {
        var byTenant = new LinkedHashMap<TenantId, Map<UUID, Entry>>();
        for (Entry entry : work.entries()) {
            Optional<UUID> message = message(entry);
            if (message.isEmpty()) {
                work.report(entry, Ending.discard("the payload is not a send job"));
            } else if (inHand.add(message.get())) {
                byTenant.computeIfAbsent(entry.lease().tenant(), tenant -> new LinkedHashMap<>())
                        .put(message.get(), entry);
            } else {
                // Two jobs for one message: the other one decides; this one asks again when that is over.
                work.report(entry, Ending.snooze(clock.instant().plus(WHEN_AWAY), "the message is being sent"));
            }
        }
        return byTenant;
    }

    private Optional<UUID> message(Entry entry) {
        try {
            return Optional.ofNullable(json.readValue(entry.payload(), SendJob.class))
                    .map(SendJob::messageId);
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private void send(TenantId tenant, Map<UUID, Entry> entries, Work work) {
        List<Prepared> prepared;
        try {
            prepared = prepare(tenant, List.copyOf(entries.keySet()));
        } catch (Refusal refusal) {
            if (refusal.code().equals(ServiceClients.FAILED)) {
                notHeard(tenant, entries, work, refusal.code());
            } else {
                inHand.removeAll(entries.keySet());
                entries.values().forEach(entry -> work.report(entry, notPrepared(refusal)));
            }
            return;
        } catch (RuntimeException failure) {
            notHeard(tenant, entries, work, failure.getClass().getSimpleName());
            return;
        }
        var open = new HashMap<>(entries);
        try (var mails = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Prepared message : prepared) {
                Entry entry = open.remove(message.messageId());
                if (entry == null) {
                    continue;
                }
                switch (message) {
                    case Prepared.Skip skip -> {
                        inHand.remove(message.messageId());
                        work.report(entry, new Ending(Outcome.DONE, null, skip.reason()));
                    }
                    case Prepared.Hold hold -> {
                        inHand.remove(message.messageId());
                        work.report(entry, Ending.snooze(hold.until(), hold.reason()));
                    }
                    case Prepared.Ready ready ->
                        mails.execute(() -> work.trace(() -> send(tenant, ready, entry, work)));
                }
            }
            notHeard(tenant, open, work, "no answer");
        }
    }

    private void notHeard(TenantId tenant, Map<UUID, Entry> entries, Work work, String why) {
        Map<Entry, CompletableFuture<Optional<OutcomeAck>>> answers = new LinkedHashMap<>();
        entries.forEach((message, entry) -> {
            var outcome = new SendOutcome(message, Result.NOT_SENT, clock.instant(), 0, null, "prepare: " + why);
            answers.put(entry, outcomes.report(tenant, outcome));
        });
        answers.forEach((entry, answer) -> report(work, entry, answer, acked -> unheard(acked, why)));
        // Reported or not: none of them is on its way to a mail server.
        inHand.removeAll(entries.keySet());
    }

    private static Ending unheard(Optional<OutcomeAck> answer, String why) {
        String reason = "prepare: " + why;
        if (answer.isEmpty()) {
            return Ending.retry(reason);
        }
        var retryAt = answer.get().retryAt();
        return retryAt == null ? new Ending(Outcome.DONE, null, reason) : Ending.snooze(retryAt, reason);
    }

    private List<Prepared> prepare(TenantId tenant, List<UUID> messages) {
        var request = new PrepareRequest(identity.workerId(), identity.incarnation(), new ArrayList<>(messages));
        return TenantScope.<List<Prepared>, RuntimeException>call(tenant, () -> sending.prepare(request));
    }

    private Ending notPrepared(Refusal refusal) {
        String reason = "prepare: " + refusal.code();
        return refusal.kind() == Refusal.Kind.UNAVAILABLE || refusal.kind() == Refusal.Kind.TOO_MANY
                ? Ending.snooze(clock.instant().plus(WHEN_AWAY), reason)
                : Ending.retry(reason);
    }

    private void send(TenantId tenant, Prepared.Ready ready, Entry entry, Work work) {
        SendOutcome outcome = sender.send(tenant, ready, work::isHeld);
        CompletableFuture<Optional<OutcomeAck>> answer = outcomes.report(tenant, outcome);
        report(work, entry, answer, acked -> {
            inHand.remove(outcome.messageId());
            return ending(outcome, acked);
        });
    }

    private static void report(
            Work work,
            Entry entry,
            CompletableFuture<Optional<OutcomeAck>> answer,
            Function<Optional<OutcomeAck>, Ending> ending) {
        try {
            work.report(entry, ending.apply(answer.get()));
        } catch (ExecutionException stopped) {
            // What was sent is in the journal; the next run reports it.
            work.report(entry, Ending.retry("stopped before the outcome was recorded"));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A later attempt is a snooze: email-processor counts the attempts of a message and says when they are enough. */
    private static Ending ending(SendOutcome outcome, Optional<OutcomeAck> answer) {
        String said = outcome.result() + " " + outcome.code() + " "
                + Optional.ofNullable(outcome.reply()).orElse("");
        if (answer.isEmpty()) {
            return Ending.retry("the outcome was refused: " + said);
        }
        if (outcome.result() == Result.UNCERTAIN) {
            return new Ending(Outcome.UNCERTAIN, null, said);
        }
        var retryAt = answer.get().retryAt();
        return retryAt == null ? new Ending(Outcome.DONE, null, said) : Ending.snooze(retryAt, said);
    }
}
