package com.penguinmails.queuer.cron;

import com.penguinmails.jobs.loop.Loop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks for ticks every second, in every queuer. */
@Component
class CronRunner implements SmartLifecycle {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Cron cron;
    private @Nullable Loop loop;

    CronRunner(Cron cron) {
        this.cron = cron;
    }

    @Override
    public void start() {
        loop = Loop.start("cron", () -> {
            cron.turn();
            return EVERY;
        });
    }

    @Override
    public void stop() {
        var running = loop;
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
