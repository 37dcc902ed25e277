package com.penguinmails.analytics.retention;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.jobs.JobSchedule;
import com.penguinmails.jobs.Pruning;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** When events are pruned: at night in UTC, and once when the night was missed. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionProperties.class)
class RetentionConfiguration {

    private static final String EVENTS = "analytics.prune-events";

    @Bean
    Pruning eventPruning(
            JdbcClient jdbc, TransactionOperations transaction, Clock clock, RetentionProperties retention) {
        return Pruning.by("prune_events", retention.events(), EVENTS, jdbc, transaction, clock);
    }

    @Bean
    JobSchedule eventPruningSchedule() {
        return Pruning.schedule("prune-events", EVENTS, ServiceName.ANALYTICS, "0 40 3 * * *");
    }
}
