package com.penguinmails.analytics.retention;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.DeclaredSchedule.Missed;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobPolicy;
import com.penguinmails.jobs.JobSchedule;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When events are pruned: at night in UTC, and once when the night was missed. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionProperties.class)
class RetentionConfiguration {

    @Bean
    JobSchedule eventPruningSchedule() {
        return new JobSchedule(
                "prune-events",
                new JobKind(
                        EventPruning.KIND,
                        "housekeeping",
                        ServiceName.ANALYTICS,
                        JobPolicy.USUAL.timeout(Duration.ofMinutes(5))),
                Map.of(),
                "0 40 3 * * *",
                ZoneOffset.UTC,
                Missed.ONCE);
    }
}
