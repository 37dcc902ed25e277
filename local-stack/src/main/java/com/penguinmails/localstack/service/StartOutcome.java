package com.penguinmails.localstack.service;

import java.time.Duration;

/** How the start of one service went. */
public sealed interface StartOutcome {

    String service();

    /** It answered its health check with 200. */
    record Up(String service, Duration took) implements StartOutcome {}

    /** It ended before it was healthy. */
    record Died(String service, DeathNotice notice) implements StartOutcome {}

    /**
     * It runs but was not healthy in time.
     *
     * @param lastAnswer what its health check answered last
     */
    record NotHealthy(String service, Duration waited, String lastAnswer) implements StartOutcome {}

    /** It could not even be started: no jar, no disk, no memory. */
    record NotStarted(String service, String reason) implements StartOutcome {}
}
