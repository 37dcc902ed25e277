package com.penguinmails.email.suppression;

import com.penguinmails.kernel.Ids;
import com.penguinmails.tenancy.TenantScope;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tenant's list of addresses and domains that get no mail. Every method works in the caller's transaction.
 *
 * <p>A domain covers the addresses directly at it; a subdomain is another domain.
 */
@Component
public class Suppressions {

    private final JdbcClient jdbc;
    private final Ids ids;
    private final Clock clock;

    Suppressions(JdbcClient jdbc, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param target a normalised address, or a domain in lower case
     * @param source where it comes from, in a few words: {@code one-click}, {@code smtp 550 5.1.1}, {@code user <id>}
     */
    public record Entry(String target, SuppressionReason reason, String source) {}

    /** Those of the given normalised addresses that must get nothing. */
    public Set<String> among(Collection<String> recipients) {
        String[] targets = recipients.stream()
                .flatMap(address -> Stream.of(address, domain(address)))
                .distinct()
                .toArray(String[]::new);
        if (targets.length == 0) {
            return Set.of();
        }
        Set<String> listed = new HashSet<>(jdbc.sql("select target from suppressions where target = any (:targets)")
                .param("targets", targets)
                .query(String.class)
                .list());
        return recipients.stream()
                .filter(address -> listed.contains(address) || listed.contains(domain(address)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Adds what is not there yet and says how many those were. A reason that binds takes the place of {@code manual}, so that
     * nobody can take away what a recipient asked for.
     */
    public int add(List<Entry> entries) {
        if (entries.isEmpty()) {
            return 0;
        }
        // Sorted, so that two that add the same addresses at once wait for each other instead of locking crosswise.
        Entry[] sorted = entries.stream()
                .collect(Collectors.toMap(Entry::target, entry -> entry, (first, second) -> first))
                .values()
                .stream()
                .sorted(java.util.Comparator.comparing(Entry::target))
                .toArray(Entry[]::new);
        return jdbc
                .sql("""
                        insert into suppressions as known (tenant_id, id, target, reason, source, created_at)
                        select :tenant, n.id, n.target, n.reason, n.source, :now
                          from unnest(:ids::uuid[], :targets::text[], :reasons::text[], :sources::text[]) as n (id, target, reason, source)
                        on conflict (tenant_id, target) do update set reason = excluded.reason, source = excluded.source
                          where known.reason = 'manual' and excluded.reason <> 'manual'
                        returning (xmax = 0)
                        """)
                .param("tenant", TenantScope.current().value())
                .param("now", Timestamp.from(clock.instant()))
                .param("ids", column(sorted, entry -> ids.next().toString()))
                .param("targets", column(sorted, Entry::target))
                .param("reasons", column(sorted, entry -> entry.reason().stored()))
                .param("sources", column(sorted, Entry::source))
                .query(Boolean.class)
                .list()
                .stream()
                .mapToInt(inserted -> inserted ? 1 : 0)
                .sum();
    }

    private static String[] column(Entry[] entries, java.util.function.Function<Entry, String> value) {
        return Arrays.stream(entries).map(value).toArray(String[]::new);
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
