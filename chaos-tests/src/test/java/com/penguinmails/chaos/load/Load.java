package com.penguinmails.chaos.load;

import com.penguinmails.chaos.platform.Kinds;
import com.penguinmails.chaos.platform.Mailroom;
import com.penguinmails.chaos.platform.Task;
import com.penguinmails.chaos.platform.Task.Plan;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.kernel.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What one scenario submits, and how each of it must end. Its tenants are its own. */
public final class Load {

    private static final int FAILING_PERCENT = 5;
    private static final int SLOW_PERCENT = 1;
    private static final int ATTEMPTS_OF_FAILING = 2;
    private static final int[] BANDS = {NewJob.HIGH, NewJob.NORMAL, NewJob.LOW};

    private final Producer producer;
    private final Mailroom mailroom;
    private final RandomGenerator random;
    private final List<TenantId> tenants;
    private final Map<UUID, Set<String>> expected = new HashMap<>();
    private final Set<UUID> mails = new HashSet<>();

    private record Recipe(JobKind kind, Plan plan, String end) {

        NewJob job(int priority) {
            NewJob job = NewJob.of(kind, Task.of(plan)).priority(priority);
            return plan == Plan.FAIL ? job.maxAttempts(ATTEMPTS_OF_FAILING) : job;
        }
    }

    /** @param random decides the mix */
    public Load(Producer producer, Mailroom mailroom, RandomGenerator random) {
        this.producer = producer;
        this.mailroom = mailroom;
        this.random = random;
        this.tenants =
                Stream.generate(() -> new TenantId(UUID.randomUUID())).limit(20).toList();
    }

    public List<TenantId> tenants() {
        return tenants;
    }

    public Set<UUID> tenantIds() {
        var ids = new HashSet<UUID>();
        tenants.forEach(tenant -> ids.add(tenant.value()));
        return ids;
    }

    /** Every job so far, beside those of mails, with the states it may end in. */
    public Map<UUID, Set<String>> expected() {
        return Map.copyOf(expected);
    }

    /** Every message so far. */
    public Set<UUID> mails() {
        return Set.copyOf(mails);
    }

    /** Jobs of all tenants and bands; five in a hundred fail once or for good, one in a hundred is slow. Returns those that succeed at once. */
    public List<UUID> mixed(int count) {
        var recipes = new LinkedHashMap<TenantId, Map<Recipe, List<NewJob>>>();
        for (int i = 0; i < count; i++) {
            Recipe recipe = recipe();
            recipes.computeIfAbsent(tenants.get(random.nextInt(tenants.size())), key -> new LinkedHashMap<>())
                    .computeIfAbsent(recipe, key -> new ArrayList<>())
                    .add(recipe.job(BANDS[random.nextInt(BANDS.length)]));
        }
        var straight = new ArrayList<UUID>();
        recipes.forEach((tenant, own) -> own.forEach((recipe, jobs) -> {
            List<UUID> ids = add(tenant, jobs, recipe.end());
            if (recipe.plan() == Plan.DONE) {
                straight.addAll(ids);
            }
        }));
        return straight;
    }

    /** Jobs of one kind that must be completed, spread over the tenants. */
    public List<UUID> of(JobKind kind, int count) {
        return of(kind, count, "completed", UnaryOperator.identity());
    }

    /**
     * Jobs of one kind, spread over the tenants.
     *
     * @param end the state they must end in
     * @param more priority, attempts and the like
     */
    public List<UUID> of(JobKind kind, int count, String end, UnaryOperator<NewJob> more) {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < tenants.size(); i++) {
            int own = count / tenants.size() + (i < count % tenants.size() ? 1 : 0);
            if (own > 0) {
                ids.addAll(add(tenants.get(i), copies(more.apply(NewJob.of(kind, Task.of(Plan.DONE))), own), end));
            }
        }
        return ids;
    }

    /** The same jobs for one tenant. */
    public List<UUID> of(TenantId tenant, NewJob job, int count, String end) {
        return add(tenant, copies(job, count), end);
    }

    /** Messages spread over the tenants; one in twenty is refused, one in twenty is greylisted first. */
    public List<UUID> mails(int count) {
        var ids = new ArrayList<UUID>();
        var byTenant = new LinkedHashMap<TenantId, Map<UUID, String>>();
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            ids.add(id);
            byTenant.computeIfAbsent(tenants.get(i % tenants.size()), key -> new LinkedHashMap<>())
                    .put(id, recipient(id));
        }
        submit(byTenant);
        return ids;
    }

    /** Messages that every server would take. */
    public List<UUID> plainMails(int count) {
        var byTenant = new LinkedHashMap<TenantId, Map<UUID, String>>();
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            byTenant.computeIfAbsent(tenants.get(i % tenants.size()), key -> new LinkedHashMap<>())
                    .put(id, "ann." + id + "@example.com");
        }
        submit(byTenant);
        return byTenant.values().stream().flatMap(own -> own.keySet().stream()).toList();
    }

    /** These jobs may also end this way. */
    public void mayEndAs(String end, Collection<UUID> jobs) {
        jobs.forEach(job -> expected.merge(job, Set.of(end), (usual, other) -> {
            var both = new HashSet<>(usual);
            both.addAll(other);
            return both;
        }));
    }

    private void submit(Map<TenantId, Map<UUID, String>> byTenant) {
        byTenant.forEach((tenant, recipients) -> {
            mails.addAll(recipients.keySet());
            mailroom.submit(tenant, recipients);
        });
    }

    private String recipient(UUID id) {
        String behaviour = switch (random.nextInt(20)) {
            case 0 -> "reject";
            case 1 -> "greylist";
            default -> "ann";
        };
        return behaviour + "." + id + "@example.com";
    }

    private Recipe recipe() {
        JobKind kind = random.nextBoolean() ? Kinds.QUICK : Kinds.WORK;
        int chance = random.nextInt(100);
        if (chance < FAILING_PERCENT) {
            return random.nextBoolean()
                    ? new Recipe(kind, Plan.FAIL, "failed")
                    : new Recipe(kind, Plan.FAIL_ONCE, "completed");
        }
        return new Recipe(chance < FAILING_PERCENT + SLOW_PERCENT ? Kinds.SLOW : kind, Plan.DONE, "completed");
    }

    private List<UUID> add(TenantId tenant, Collection<NewJob> jobs, String end) {
        List<UUID> ids = producer.enqueue(tenant, List.copyOf(jobs));
        ids.forEach(id -> expected.put(id, Set.of(end)));
        return ids;
    }

    private static List<NewJob> copies(NewJob job, int count) {
        return IntStream.range(0, count).mapToObj(i -> job).toList();
    }
}
