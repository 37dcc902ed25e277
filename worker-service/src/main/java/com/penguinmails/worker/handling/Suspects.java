package com.penguinmails.worker.handling;

import com.penguinmails.jobs.redis.Entry;
import java.util.List;
import java.util.function.Function;

/**
 * Finds the guilty among jobs whose delivery failed: each is brought once more, alone, and only who fails alone is charged with an
 * attempt.
 *
 * <p>One after the other, because one that ends its service would have those beside it fail too. When several in a row fail it is
 * more likely the service: the others go back uncharged.
 */
final class Suspects {

    private static final int FAILURES_IN_A_ROW = 3;

    private final Batch together;
    private final Function<Entry, Batch> begin;
    private final Soon soon;

    /** @param begin brings one alone */
    Suspects(Batch together, Function<Entry, Batch> begin, Soon soon) {
        this.together = together;
        this.begin = begin;
        this.soon = soon;
    }

    /** Every one of them is reported when it returns. */
    void bringOneByOne(List<Entry> entries, String reason) throws InterruptedException {
        int failures = 0;
        for (Entry entry : entries) {
            if (!together.isHeld()) {
                // Somebody else may be at it already.
                together.ended(entry, Ending.retry(reason));
            } else if (failures == FAILURES_IN_A_ROW) {
                together.ended(entry, soon.again(reason));
            } else {
                Batch alone = begin.apply(entry);
                alone.awaitAll();
                failures = alone.isFailed() ? failures + 1 : 0;
            }
        }
    }
}
