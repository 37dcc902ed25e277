package com.penguinmails.campaign.planning;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the planner works.
 *
 * @param horizon how far ahead slots are reserved, 1 minute to 12 hours
 * @param batchSize enrolments planned in one transaction, 1 to 500
 * @param batchesPerRun batches before a run of the job makes room for others, 1 to 100
 */
@Validated
@ConfigurationProperties("penguinmails.campaign.planning")
record PlanningProperties(
        @DefaultValue("15m") Duration horizon,
        @Min(1) @Max(500) @DefaultValue("500") int batchSize,
        @Min(1) @Max(100) @DefaultValue("10") int batchesPerRun) {

    PlanningProperties {
        if (horizon.compareTo(Duration.ofMinutes(1)) < 0 || horizon.compareTo(Duration.ofHours(12)) > 0) {
            throw new IllegalArgumentException("the planning horizon must be 1 minute to 12 hours");
        }
    }
}
