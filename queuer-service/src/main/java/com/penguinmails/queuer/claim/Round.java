package com.penguinmails.queuer.claim;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the claims of one queue and band stand: which tenant comes next, and how far each tenant's jobs have been read.
 *
 * <p>Rows that were claimed lie dead in the index until they are vacuumed, which somebody's long transaction can hold up for hours. So a
 * claim begins where the last one ended and never reads them again. What appears behind that place is found by a sweep from the
 * beginning: ten seconds after the last one, later when sweeps take long, at once when jobs were put back.
 */
final class Round {

    private static final long SWEEP_NANOS = Duration.ofSeconds(10).toNanos();

    /** Neither sweeps nor looks for tenants take more than a twentieth of the time. */
    private static final int SHARE = 20;

    private static final String BEGINNING = "-infinity";
    private static final UUID NO_ID = new UUID(0, 0);

    private final LongSupplier nanoTime;
    private final Map<UUID, Place> places = new HashMap<>();
    private @Nullable UUID after;
    private List<UUID> known = List.of();
    private long lookedNanos;
    private long lookNanos;
    private long sweptNanos;
    private long sweepNanos;
    private boolean full;
    private boolean fresh = true;
    private long sweepRequests;

    /** The last job that was claimed of a tenant. */
    private record Place(OffsetDateTime runAt, UUID id) {}

    Round(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    boolean startsAtFirst() {
        return after == null;
    }

    /** The tenant that was served last, or {@code first}. */
    UUID after(UUID first) {
        return after == null ? first : after;
    }

    void continueAfter(UUID tenant) {
        after = tenant;
    }

    void startOver() {
        after = null;
    }

    /**
     * Whether it is time to ask which tenants have something due. Not so soon again when the last claim found more than there was room for:
     * then those known before are as good as any for a while.
     */
    boolean looks() {
        return !full || nanoTime.getAsLong() - lookedNanos >= SHARE * lookNanos;
    }

    /**
     * Whether a claim near the newest jobs reads a little way back again. Not while there is more than room for: a whole campaign may be due at
     * the same moment, and would be read from its beginning by each claim.
     */
    boolean looksBack() {
        return !full;
    }

    /** @param allRoom whether it used up all the room it had */
    void endClaim(boolean allRoom) {
        full = allRoom;
    }

    List<UUID> known() {
        return known;
    }

    void looked(List<UUID> tenants, long nanos) {
        known = List.copyOf(tenants);
        full &= !tenants.isEmpty();
        lookNanos = nanos;
        lookedNanos = nanoTime.getAsLong();
    }

    /** @param requests how many sweeps were ever requested for this queue */
    boolean sweeps(long requests) {
        long due = Math.max(SWEEP_NANOS, SHARE * sweepNanos);
        return fresh || requests != sweepRequests || nanoTime.getAsLong() - sweptNanos >= due;
    }

    /** All tenants are read from the beginning again. */
    void beginSweep(long requests) {
        places.clear();
        fresh = false;
        sweepRequests = requests;
        sweptNanos = nanoTime.getAsLong();
    }

    void endSweep() {
        sweepNanos = nanoTime.getAsLong() - sweptNanos;
    }

    void claimed(UUID tenant, OffsetDateTime runAt, UUID id) {
        places.merge(tenant, new Place(runAt, id), Round::later);
    }

    /** The tenant is read from the beginning again. */
    void forget(UUID tenant) {
        places.remove(tenant);
    }

    /** The jobs after this time and {@link #afterId} are still to be read; as PostgreSQL writes a time. */
    String afterRunAt(UUID tenant) {
        Place place = places.get(tenant);
        return place == null ? BEGINNING : place.runAt().toString();
    }

    UUID afterId(UUID tenant) {
        Place place = places.get(tenant);
        return place == null ? NO_ID : place.id();
    }

    private static Place later(Place one, Place other) {
        int order = one.runAt().compareTo(other.runAt());
        return order > 0 || (order == 0 && unsigned(one.id(), other.id()) > 0) ? one : other;
    }

    /** As PostgreSQL orders them; {@link UUID#compareTo} takes the bits as signed. */
    static int unsigned(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
