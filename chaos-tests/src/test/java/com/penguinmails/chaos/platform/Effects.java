package com.penguinmails.chaos.platform;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** Everything that handlers did, in order. */
public final class Effects {

    private final Queue<Effect> all = new ConcurrentLinkedQueue<>();
    private final Map<UUID, Integer> counts = new ConcurrentHashMap<>();

    /** Returns how often this job has had its effect, this time included. */
    int add(Effect effect) {
        all.add(effect);
        return counts.merge(effect.job(), 1, Integer::sum);
    }

    /** Who brought this job the first time. */
    public String workerOf(UUID job) {
        return all.stream()
                .filter(effect -> effect.job().equals(job))
                .findFirst()
                .map(Effect::worker)
                .orElse("nobody");
    }

    public int countOf(UUID job) {
        return counts.getOrDefault(job, 0);
    }

    /** How many of these jobs have had their effect at least so often. */
    public int reached(Collection<UUID> jobs, int times) {
        return (int) jobs.stream().filter(job -> countOf(job) >= times).count();
    }

    /** Those of these jobs that have had their effect more often than {@code times}. */
    public List<UUID> moreThan(Collection<UUID> jobs, int times) {
        return jobs.stream().filter(job -> countOf(job) > times).toList();
    }

    /** Those of the given tenants, in order. */
    public List<Effect> ofTenants(Set<UUID> tenants) {
        return matching(effect -> tenants.contains(effect.tenant()));
    }

    public List<Effect> matching(Predicate<Effect> condition) {
        return all.stream().filter(condition).toList();
    }
}
