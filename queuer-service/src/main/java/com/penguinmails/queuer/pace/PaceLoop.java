package com.penguinmails.queuer.pace;

import com.penguinmails.jobs.loop.Loop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Writes the pace down every ten seconds and once more at the end. */
@Component
class PaceLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PaceLoop.class);

    private final Pace pace;
    private @Nullable Loop loop;

    PaceLoop(Pace pace) {
        this.pace = pace;
    }

    @Override
    public void start() {
        loop = Loop.start("pace", () -> {
            pace.write();
            return Pace.EVERY;
        });
    }

    @Override
    public void stop() {
        var running = loop;
        if (running == null) {
            return;
        }
        running.close();
        loop = null;
        try {
            pace.write();
        } catch (RuntimeException away) {
            log.warn("the last seconds of the pace were not written: {}", away.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }

    /** Stopped after the loops that count, which have the default phase. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
