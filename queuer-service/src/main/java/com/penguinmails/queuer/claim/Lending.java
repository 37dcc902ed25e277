package com.penguinmails.queuer.claim;

import com.penguinmails.jobs.redis.Band;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.tenancy.TextArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes of taken jobs what is lent out: each by itself, or those of one tenant, kind and group together in blocks. */
final class Lending {

    /** Characters of payload in a block. */
    private static final int MOST_PAYLOAD = 131_072;

    private static final String LEND = """
            insert into job_blocks (tenant_id, token, queue, band, kind, group_id, ids, run_at, lease_until)
            select b.tenant_id, b.token, :queue, :band, b.kind, b.group_id, b.ids::uuid[], b.run_at, now() + interval '60 seconds'
              from unnest(:tenants::uuid[], :tokens::uuid[], :kinds::text[], :groups::uuid[], :ids::text[], :runAts::timestamptz[])
                as b (tenant_id, token, kind, group_id, ids, run_at)
            """;

    private final JdbcClient jdbc;

    Lending(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What jobs of a block have in common. */
    private record Sort(
            UUID tenant,
            String kind,
            String handler,
            @Nullable UUID group,
            Duration timeout,
            Band rides) {

        // Written out, since this is asked for every job and what records are given is slow before the second compiler.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Sort that
                    && tenant.equals(that.tenant)
                    && kind.equals(that.kind)
                    && handler.equals(that.handler)
                    && Objects.equals(group, that.group)
                    && timeout.equals(that.timeout)
                    && rides == that.rides;
        }

        @Override
        public int hashCode() {
            return tenant.hashCode() * 31 + kind.hashCode();
        }
    }

    private record Block(UUID token, List<Taken> jobs) {

        Taken first() {
            return jobs.getFirst();
        }

        Claimed claimed() {
            List<Entry> entries = jobs.stream().map(Lending::entry).toList();
            return new Claimed(Entry.block(token, entries), jobs.size(), first().waited());
        }
    }

    /** What goes to Redis, in the order of the jobs; the leases of blocks are written, those of single jobs were. */
    List<Claimed> lend(String queue, Band band, List<Taken> taken) {
        var lent = new ArrayList<Claimed>();
        var together = new LinkedHashMap<Sort, List<Taken>>();
        for (Taken job : taken) {
            if (job.fate().equals(Taken.TOGETHER)) {
                together.computeIfAbsent(sort(job), first -> new ArrayList<>()).add(job);
            } else if (job.fate().equals(Taken.LEASED)) {
                lent.add(new Claimed(entry(job), 1, job.waited()));
            }
        }
        List<Block> blocks = together.values().stream()
                .flatMap(jobs -> blocks(jobs).stream())
                .toList();
        write(queue, band, blocks);
        blocks.forEach(block -> lent.add(block.claimed()));
        return lent;
    }

    private static Sort sort(Taken job) {
        Entry entry = entry(job);
        return new Sort(job.tenant(), job.kind(), entry.handler(), entry.group(), entry.timeout(), entry.band());
    }

    private static Entry entry(Taken job) {
        Entry entry = job.entry();
        if (entry == null) {
            throw new IllegalArgumentException("not lent out: " + job.id());
        }
        return entry;
    }

    private static List<Block> blocks(List<Taken> jobs) {
        var blocks = new ArrayList<Block>();
        var block = new Block(UUID.randomUUID(), new ArrayList<>());
        int payload = 0;
        for (Taken job : jobs) {
            int more = entry(job).payload().length();
            boolean full = block.jobs().size() >= job.together() || payload + more > MOST_PAYLOAD;
            if (full && !block.jobs().isEmpty()) {
                blocks.add(block);
                block = new Block(UUID.randomUUID(), new ArrayList<>());
                payload = 0;
            }
            block.jobs().add(job);
            payload += more;
        }
        blocks.add(block);
        return blocks;
    }

    private void write(String queue, Band band, List<Block> blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        jdbc.sql(LEND)
                .param("queue", queue)
                .param("band", band.number())
                .params(Map.of(
                        "tenants", TextArray.of(blocks, block -> block.first().tenant()),
                        "tokens", TextArray.of(blocks, Block::token),
                        "kinds", TextArray.of(blocks, block -> block.first().kind()),
                        "groups",
                                TextArray.of(
                                        blocks, block -> entry(block.first()).group()),
                        "ids", TextArray.of(blocks, Lending::ids),
                        "runAts", TextArray.of(blocks, block -> block.first().runAt())))
                .update();
    }

    private static String ids(Block block) {
        return block.jobs().stream().map(job -> job.id().toString()).collect(Collectors.joining(",", "{", "}"));
    }
}
