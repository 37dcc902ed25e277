package com.penguinmails.email.retention;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.jobs.JobSchedule;
import com.penguinmails.jobs.Pruning;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** When outcomes and engagements are pruned: at night in UTC, and once when the night was missed. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionProperties.class)
class RetentionConfiguration {

    private static final String ATTEMPTS = "email.prune-attempts";
    private static final String ENGAGEMENTS = "email.prune-engagements";

    @Bean
    Pruning attemptPruning(
            JdbcClient jdbc, TransactionOperations transaction, Clock clock, RetentionProperties retention) {
        return Pruning.by("prune_send_attempts", retention.attempts(), ATTEMPTS, jdbc, transaction, clock);
    }

    @Bean
    JobSchedule attemptPruningSchedule() {
        return Pruning.schedule("prune-attempts", ATTEMPTS, ServiceName.EMAIL_PROCESSOR, "0 0 4 * * *");
    }

    @Bean
    Pruning engagementPruning(
            JdbcClient jdbc, TransactionOperations transaction, Clock clock, RetentionProperties retention) {
        return Pruning.by("prune_engagements", retention.engagements(), ENGAGEMENTS, jdbc, transaction, clock);
    }

    @Bean
    JobSchedule engagementPruningSchedule() {
        return Pruning.schedule("prune-engagements", ENGAGEMENTS, ServiceName.EMAIL_PROCESSOR, "0 10 4 * * *");
    }
}
