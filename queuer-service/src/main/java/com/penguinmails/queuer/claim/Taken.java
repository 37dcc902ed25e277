package com.penguinmails.queuer.claim;

import com.penguinmails.jobs.redis.Band;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.settle.Crashes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that a claim took from the ready ones.
 *
 * @param claimedAt by the clock of PostgreSQL
 * @param fate {@value #LEASED}, {@value #TOGETHER} (may be lent out with others, nothing is written about its lease yet), {@value #HELD}, or the
 *     status in which it ends
 * @param entry how it goes to Redis by itself, its lease being that of the job; null when it is not lent out
 * @param together up to how many of its kind may be lent out as one
 * @param attempt before this one
 */
record Taken(
        UUID tenant,
        UUID id,
        OffsetDateTime runAt,
        OffsetDateTime claimedAt,
        String kind,
        String fate,
        @Nullable Entry entry,
        int together,
        short attempt,
        short crashes,
        @Nullable String lastError) {

    static final String LEASED = "leased";
    static final String TOGETHER = "together";
    static final String HELD = "held";

    private static final UUID NO_TOKEN = new UUID(0, 0);

    /** The order in which one tenant's jobs were due. */
    static final Comparator<Taken> AS_DUE = (one, other) -> {
        int order = one.runAt.compareTo(other.runAt);
        return order != 0 ? order : Round.unsigned(one.id, other.id);
    };

    Duration waited() {
        return Duration.between(runAt, claimedAt);
    }

    /** Reads the rows of one claim: its columns by their places, and the time, which is the same in all of them, once. */
    static final class Reader {

        private final Band band;
        private @Nullable OffsetDateTime claimedAt;

        Reader(Band band) {
            this.band = band;
        }

        Taken read(ResultSet row) throws SQLException {
            OffsetDateTime now = claimedAt;
            if (now == null) {
                now = row.getObject(6, OffsetDateTime.class);
                claimedAt = now;
            }
            return Taken.read(band, row, now);
        }
    }

    private static Taken read(Band band, ResultSet row, OffsetDateTime claimedAt) throws SQLException {
        UUID tenant = row.getObject(1, UUID.class);
        UUID id = row.getObject(2, UUID.class);
        OffsetDateTime runAt = row.getObject(3, OffsetDateTime.class);
        String fate = String.valueOf(row.getString(4));
        String kind = String.valueOf(row.getString(5));
        boolean lent = fate.equals(TOGETHER) || fate.equals(LEASED);
        Entry entry = lent ? entry(band, tenant, id, Duration.between(runAt, claimedAt), kind, row) : null;
        return new Taken(
                tenant,
                id,
                runAt,
                claimedAt,
                kind,
                fate,
                entry,
                row.getInt(15),
                row.getShort(16),
                row.getShort(10),
                row.getString(17));
    }

    private static Entry entry(Band band, UUID tenant, UUID id, Duration waited, String kind, ResultSet row)
            throws SQLException {
        UUID token = row.getObject(7, UUID.class);
        String traceparent = row.getString(13);
        return new Entry(
                Claimed.rideIn(band, waited),
                row.getInt(10) >= Crashes.SUSPICIOUS,
                new Lease(new TenantId(tenant), id, token == null ? NO_TOKEN : token),
                row.getObject(8, UUID.class),
                row.getInt(9),
                Duration.ofSeconds(row.getInt(11)),
                kind,
                String.valueOf(row.getString(12)),
                traceparent == null ? "" : traceparent,
                String.valueOf(row.getString(14)));
    }
}
