package com.penguinmails.localstack;

import com.penguinmails.localstack.service.StartOutcome;
import java.time.Duration;

/** Told how a start is going, possibly from several threads. */
interface StackListener {

    /** PostgreSQL, Redis and the mail world answer. */
    void backingReady(Duration took);

    void serviceStarted(StartOutcome outcome);

    /** A listener that is not interested. */
    StackListener SILENT = new StackListener() {
        @Override
        public void backingReady(Duration took) {}

        @Override
        public void serviceStarted(StartOutcome outcome) {}
    };
}
