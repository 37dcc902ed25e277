package com.penguinmails.queuer.claim;

import com.penguinmails.jobs.loop.Loop;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The dispatch of one queue under way. One loop does it all as long as each claim finds everything that is due; while there is more, a
 * second one takes turns with it, so that PostgreSQL need not wait for the rest of a turn.
 */
public final class Dispatch implements AutoCloseable {

    private static final Duration UNTIL_WOKEN = Duration.ofHours(1);

    private final Loop.Turn turn;
    private final AtomicBoolean more = new AtomicBoolean();
    private final Loop whenMore;
    private final Loop always;

    /** @param dispatcher makes the turns of both loops, given whom to tell that another turn would find more to do */
    Dispatch(String queue, Function<Runnable, Loop.Turn> dispatcher) {
        turn = dispatcher.apply(this::thereIsMore);
        whenMore = Loop.start("dispatch more of " + queue, this::help);
        always = Loop.start("dispatch " + queue, turn);
    }

    private void thereIsMore() {
        more.set(true);
        whenMore.wake();
    }

    private Duration help() throws InterruptedException {
        return more.getAndSet(false) && turn.take().isZero() ? Duration.ZERO : UNTIL_WOKEN;
    }

    /** Something may be due. */
    public void wake() {
        always.wake();
    }

    /** Lets the current turns end and takes no other. */
    @Override
    public void close() {
        always.close();
        whenMore.close();
    }
}
