package com.penguinmails.queuer.operate.jobs;

import com.penguinmails.jobs.redis.WakePublisher;
import com.penguinmails.queuer.sweep.Sweeps;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes those who have to act on a change, after it is committed. Who is not reached finds it by polling, within ten seconds. */
@Component
class JobEffects {

    private final WakePublisher wake;
    private final Sweeps sweeps;

    JobEffects(WakePublisher wake, Sweeps sweeps) {
        this.wake = wake;
        this.sweeps = sweeps;
    }

    /** Jobs of these queues may have come to lie behind the claims. */
    void readyAgain(Collection<String> queues) {
        afterCommit(() -> queues.forEach(queue -> {
            sweeps.request(queue);
            wake.wake(queue);
        }));
    }

    /** Something must not begin. */
    void stopped(String queue) {
        afterCommit(() ->
                List.of(queue, com.penguinmails.jobs.redis.WakeUps.EVERY_QUEUE).forEach(wake::wake));
    }

    private static void afterCommit(Runnable effect) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                effect.run();
            }
        });
    }
}
