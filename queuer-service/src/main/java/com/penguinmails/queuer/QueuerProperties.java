package com.penguinmails.queuer;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the queuer works.
 *
 * @param maxDepth most entries in each list of Redis; what is there can no longer be paused or overtaken, so keep it to a few seconds of work
 * @param claimBatch most jobs leased in one transaction
 * @param workerSilence without a heartbeat for so long, and through one more audit, a worker is dead; its own fence is shorter
 * @param auditEvery between two audits of a queue
 * @param retention finished jobs are kept for so long; whole days
 */
@Validated
@ConfigurationProperties("penguinmails.queuer")
public record QueuerProperties(
        @Min(1) @Max(100_000) @DefaultValue("2000") int maxDepth,
        @Min(1) @Max(5_000) @DefaultValue("1000") int claimBatch,
        @DefaultValue("12s") Duration workerSilence,
        @DefaultValue("3s") Duration auditEvery,
        @DefaultValue("14d") Duration retention) {}
