package com.penguinmails.queuer.claim;

import com.penguinmails.jobs.redis.Band;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.settle.Crashes;
import com.penguinmails.tenancy.TextArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is to become of ready jobs, by what was said when they were added and by what was stopped since.
 *
 * <p>A statement of its own, because jobs lie in one partition for each day: asked for together with the least and the greatest id, only the
 * days in between are opened, and once per tenant. Joined to the jobs that are being taken, every job would look through all days.
 */
final class Descriptions {

    private static final String DESCRIBE = """
            select j.id, j.kind, j.handler, j.group_id, j.traceparent, j.payload, j.timeout_seconds, j.together, j.unique_key,
                   case when s.stop = 'cancelled' then 'cancelled'
                        when j.deadline <= now() then 'failed'
                        when s.stop = 'paused' then 'held' end,
                   now()
              from unnest(:tenants::uuid[], :ids::text[]) as asked (tenant_id, ids)
             cross join lateral (
               select * from jobs
                where tenant_id = asked.tenant_id and id = any (asked.ids::uuid[]) and id between :least::uuid and :greatest::uuid) j
              left join group_stops s on s.tenant_id = j.tenant_id and s.group_id = j.group_id
            """;

    private static final UUID NO_TOKEN = new UUID(0, 0);

    private final JdbcClient jdbc;

    Descriptions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order given. */
    List<Taken> of(Band band, List<Ready> jobs) {
        if (jobs.isEmpty()) {
            return List.of();
        }
        var places = new HashMap<UUID, Integer>(jobs.size() * 2);
        var ids = new LinkedHashMap<UUID, StringBuilder>();
        UUID least = jobs.getFirst().id();
        UUID greatest = least;
        for (int place = 0; place < jobs.size(); place++) {
            Ready job = jobs.get(place);
            places.put(job.id(), place);
            ids.computeIfAbsent(job.tenant(), first -> new StringBuilder("{"))
                    .append(job.id())
                    .append(',');
            least = Round.unsigned(job.id(), least) < 0 ? job.id() : least;
            greatest = Round.unsigned(job.id(), greatest) > 0 ? job.id() : greatest;
        }
        ids.values().forEach(list -> list.setCharAt(list.length() - 1, '}'));
        @Nullable Taken[] described = new Taken[jobs.size()];
        var reader = new Reader(band);
        jdbc.sql(DESCRIBE)
                .param("tenants", TextArray.of(ids.keySet()))
                .param("ids", TextArray.of(ids.values()))
                .param("least", least)
                .param("greatest", greatest)
                .query(row -> {
                    int place = Objects.requireNonNull(places.get(row.getObject(1, UUID.class)));
                    described[place] = reader.read(row, jobs.get(place));
                });
        return new ArrayList<>(Arrays.stream(described).filter(Objects::nonNull).toList());
    }

    /** Reads the columns by their places, and the time, which is the same in all rows, once. */
    private static final class Reader {

        private final Band band;
        private @Nullable OffsetDateTime now;

        Reader(Band band) {
            this.band = band;
        }

        Taken read(ResultSet row, Ready job) throws SQLException {
            OffsetDateTime claimedAt = now;
            if (claimedAt == null) {
                claimedAt = row.getObject(11, OffsetDateTime.class);
                now = claimedAt;
            }
            String kind = String.valueOf(row.getString(2));
            int together = row.getInt(8);
            String uniqueKey = row.getString(9);
            String fate = row.getString(10);
            if (fate != null) {
                return new Taken(job, claimedAt, kind, fate, uniqueKey, null, together);
            }
            // With a history, or a key to be given free, it needs a row of its own.
            boolean inBlock = together > 1 && uniqueKey == null && job.hasNoHistory();
            UUID token = inBlock ? NO_TOKEN : UUID.randomUUID();
            return new Taken(
                    job,
                    claimedAt,
                    kind,
                    inBlock ? Taken.TOGETHER : Taken.LEASED,
                    uniqueKey,
                    entry(row, job, kind, token, Duration.between(job.runAt(), claimedAt)),
                    together);
        }

        private Entry entry(ResultSet row, Ready job, String kind, UUID token, Duration waited) throws SQLException {
            String traceparent = row.getString(5);
            return new Entry(
                    Claimed.rideIn(band, waited),
                    job.crashes() >= Crashes.SUSPICIOUS,
                    new Lease(new TenantId(job.tenant()), job.id(), token),
                    row.getObject(4, UUID.class),
                    job.attempt() + 1,
                    Duration.ofSeconds(row.getInt(7)),
                    kind,
                    String.valueOf(row.getString(3)),
                    traceparent == null ? "" : traceparent,
                    String.valueOf(row.getString(6)));
        }
    }
}
