package com.penguinmails.campaign.imports;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * One import of a tenant at a time in this process, in the order of their coming. Those that wait hold no connection to the database, so that one tenant's
 * imports cannot keep the others from it; of several processes it is the database that lets one in.
 */
@Component
class ImportTurns {

    /** A hundredth of a second each, or minutes: more than these could not all have their turn in time. */
    private static final int MOST_WAITING = 20;

    private final Duration patience;
    private final Map<TenantId, Turns> tenants = new HashMap<>();

    ImportTurns(ImportProperties properties) {
        this.patience = properties.patience();
    }

    /** Those of one tenant, present while there are any. */
    private static final class Turns {

        private final Semaphore free = new Semaphore(1, true);
        private int present;
    }

    /** Waits for a turn, which {@link #end} must end. Refuses with {@code import-running} when there is none in time. */
    void begin(TenantId tenant) {
        Turns turns = enter(tenant);
        boolean mine = false;
        try {
            mine = turns.free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            if (!mine) {
                leave(tenant);
            }
        }
        if (!mine) {
            throw running();
        }
    }

    void end(TenantId tenant) {
        leave(tenant).free.release();
    }

    static Refusal running() {
        return Refusal.conflict(
                "import-running", "Another import of yours is still running; try again when it has ended.");
    }

    private synchronized Turns enter(TenantId tenant) {
        Turns turns = tenants.computeIfAbsent(tenant, first -> new Turns());
        if (turns.present > MOST_WAITING) {
            throw running();
        }
        turns.present++;
        return turns;
    }

    private synchronized Turns leave(TenantId tenant) {
        Turns turns = tenants.get(tenant);
        if (turns == null) {
            throw new IllegalStateException("no import of this tenant is here");
        }
        turns.present--;
        if (turns.present == 0) {
            tenants.remove(tenant);
        }
        return turns;
    }
}
