package com.penguinmails.jobs;

import com.penguinmails.contracts.jobs.DeclaredSchedule;
import com.penguinmails.contracts.jobs.ScheduleDeclarations;
import com.penguinmails.jobs.loop.Loop;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells the queuer at the start which schedules this service has, also when there are none: those of an earlier version go. Goes on trying
 * while the queuer is away, so services may start in any order.
 *
 * <p>Told over HTTP and not written into the queue's tables, because a service may keep its data on another server.
 */
final class ScheduleRegistration implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ScheduleRegistration.class);
    private static final Duration NEVER_AGAIN = Duration.ofDays(36_500);

    private final Supplier<ScheduleDeclarations> queuer;
    private final Supplier<List<DeclaredSchedule>> schedules;
    private @Nullable Loop loop;

    /** @param queuer asked for when it is time to call, so that nothing is connected before */
    ScheduleRegistration(Supplier<ScheduleDeclarations> queuer, Supplier<List<DeclaredSchedule>> schedules) {
        this.queuer = queuer;
        this.schedules = schedules;
    }

    @Override
    public void start() {
        List<DeclaredSchedule> declared = schedules.get();
        ScheduleDeclarations client = queuer.get();
        loop = Loop.start("schedules", () -> {
            client.declare(declared);
            log.info("declared {} schedules", declared.size());
            return NEVER_AGAIN;
        });
    }

    @Override
    public void stop() {
        Loop running = loop;
        if (running != null) {
            running.close();
            loop = null;
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }
}
