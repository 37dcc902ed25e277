package com.penguinmails.mailworld.behaviour;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one pair of envelope sender and recipient has been through.
 *
 * @param deferrals tries refused by {@link Behaviour#DEFER}
 * @param greylistedSince when {@link Behaviour#GREYLIST} first refused the pair
 * @param dropped whether {@link Behaviour#DROP421} has hung up already
 * @param temporaryRefusals every 4xx since the pair was last accepted, whatever the cause
 */
public record PairHistory(int deferrals, @Nullable Instant greylistedSince, boolean dropped, int temporaryRefusals) {
    public static final PairHistory NEW = new PairHistory(0, null, false, 0);

    /** The history after one more refusal. */
    public PairHistory refused(Refusal refusal, Instant at) {
        Behaviour cause = refusal.cause();
        return new PairHistory(
                deferrals + (cause == Behaviour.DEFER ? 1 : 0),
                cause == Behaviour.GREYLIST && greylistedSince == null ? at : greylistedSince,
                dropped || cause == Behaviour.DROP421,
                temporaryRefusals + (refusal.temporary() ? 1 : 0));
    }

    /** The history after a mail got through. */
    public PairHistory accepted() {
        return new PairHistory(deferrals, greylistedSince, dropped, 0);
    }
}
