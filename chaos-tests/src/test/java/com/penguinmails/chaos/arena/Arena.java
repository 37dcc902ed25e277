package com.penguinmails.chaos.arena;

import com.penguinmails.chaos.child.DeadlyKind;
import com.penguinmails.chaos.ledger.Ledger;
import com.penguinmails.chaos.load.Producer;
import com.penguinmails.chaos.network.Wire;
import com.penguinmails.chaos.platform.Platform;
import com.penguinmails.chaos.postgres.ChaosPostgres;
import com.penguinmails.chaos.process.Children;
import com.penguinmails.chaos.process.PackagedApp;
import com.penguinmails.chaos.process.Workplace;
import com.penguinmails.chaos.redis.ChaosRedis;
import com.penguinmails.chaos.smtp.MailServer;
import com.penguinmails.kernel.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Everything that runs. Started once; between scenarios only what is broken is mended. */
public final class Arena {

    /** As many places as any scenario uses. */
    private static final int QUEUERS = 3;

    private static final int WORKERS = 4;

    private final Workplace workplace;
    private final ChaosPostgres postgres;
    private final ChaosRedis redis;
    private final MailServer mailServer;
    private final Platform platform;
    private final Producer producer;
    private final Ledger ledger;
    private final List<Queuer> queuers = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();

    private Arena() {
        workplace = Workplace.fresh();
        var children = new Children(workplace);
        var queuerApp = CompletableFuture.supplyAsync(() -> PackagedApp.of(
                workplace, children, "queuer-service", List.of("com.penguinmails.queuer.QueuerApplication")));
        var workerApp = CompletableFuture.supplyAsync(() -> PackagedApp.of(
                workplace,
                children,
                "worker-service",
                List.of("com.penguinmails.worker.WorkerApplication", DeadlyKind.class.getName())));
        postgres = ChaosPostgres.start(workplace, children);
        redis = ChaosRedis.start(workplace, children);
        mailServer = MailServer.start();
        ledger = new Ledger(postgres.superuser());
        // The platform adds jobs of mails, and the one who adds them needs tables that the first queuer makes.
        var adding = new AtomicReference<Producer>();
        platform =
                Platform.start(mailServer.port(), (tenant, messages) -> enqueueMails(adding.get(), tenant, messages));
        var surroundings = new Surroundings(postgres.port(), redis.port(), platform.port());
        rehearse(children, queuerApp.join(), workerApp.join(), surroundings);
        producer = Producer.start(postgres.port(), redis.port());
        adding.set(producer);
        for (int i = 1; i <= QUEUERS; i++) {
            queuers.add(new Queuer("queuer-" + i, queuerApp.join(), children, surroundings));
        }
        for (int i = 1; i <= WORKERS; i++) {
            var worker = new Worker(
                    "worker-" + i, workerApp.join(), children, surroundings, workplace.folder("state-of-worker-" + i));
            platform.knows(worker.platform().port(), worker.name());
            workers.add(worker);
        }
    }

    /** The one of this JVM. */
    public static Arena shared() {
        return Shared.INSTANCE.arena;
    }

    private enum Shared {
        INSTANCE;

        private final Arena arena = new Arena();
    }

    private static void enqueueMails(Producer producer, TenantId tenant, List<UUID> messages) {
        producer.enqueueMails(tenant, messages);
    }

    /** Also makes the tables of the queue, which is a queuer's first deed. */
    private void rehearse(Children children, PackagedApp queuer, PackagedApp worker, Surroundings surroundings) {
        var forQueuer = new HashMap<>(surroundings.common());
        forQueuer.putAll(Surroundings.database(postgres.port()));
        forQueuer.put("SERVER_PORT", "0");
        forQueuer.put("MANAGEMENT_PORT", "0");
        forQueuer.put("REDIS_URL", Surroundings.redisUrl(redis.port()));
        var forWorker = new HashMap<>(surroundings.common());
        forWorker.putAll(
                Surroundings.worker("rehearsal", workplace.folder("state-of-rehearsal"), surroundings.platformPort()));
        forWorker.put("SERVER_PORT", "0");
        forWorker.put("MANAGEMENT_PORT", "0");
        forWorker.put("REDIS_URL", Surroundings.redisUrl(redis.port()));
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> queuer.rehearse(children, forQueuer)),
                        CompletableFuture.runAsync(() -> worker.rehearse(children, forWorker)))
                .join();
    }

    /** Mends everything: wires, servers, doors; thaws who is frozen. */
    public void calm() {
        mailServer.release();
        platform.handlers().open();
        platform.outcomes().open();
        nodes().forEach(Node::thaw);
        nodes().flatMap(node -> node.wires().stream()).forEach(Wire::heal);
        if (!postgres.isRunning()) {
            postgres.start();
        }
        if (!redis.isRunning()) {
            redis.start();
        }
    }

    /** Sees to it that exactly the first so many queuers and workers run, and are healthy. */
    public void run(int queuersWanted, int workersWanted) {
        adjust(queuers, queuersWanted);
        adjust(workers, workersWanted);
        Stream.concat(queuers.stream().limit(queuersWanted), workers.stream().limit(workersWanted))
                .forEach(Node::awaitHealthy);
    }

    private static void adjust(List<? extends Node> nodes, int wanted) {
        nodes.stream().skip(wanted).forEach(Node::stop);
        nodes.stream().limit(wanted).filter(node -> !node.isRunning()).forEach(Node::start);
    }

    private Stream<Node> nodes() {
        return Stream.concat(queuers.stream(), workers.stream());
    }

    /** Counted from one. */
    public Queuer queuer(int number) {
        return queuers.get(number - 1);
    }

    /** Counted from one. */
    public Worker worker(int number) {
        return workers.get(number - 1);
    }

    /** The id under which the worker of this name is known to email-processor. */
    public String workerId(String name) {
        return workers.stream()
                .filter(worker -> worker.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    public ChaosPostgres postgres() {
        return postgres;
    }

    public ChaosRedis redis() {
        return redis;
    }

    public MailServer mailServer() {
        return mailServer;
    }

    public Platform platform() {
        return platform;
    }

    public Producer producer() {
        return producer;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Workplace workplace() {
        return workplace;
    }
}
