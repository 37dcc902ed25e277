package com.penguinmails.campaign.retention;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.jobs.JobSchedule;
import com.penguinmails.jobs.Pruning;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** When rejected rows are pruned: at night in UTC, and once when the night was missed. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionProperties.class)
class RetentionConfiguration {

    private static final String REJECTIONS = "campaign.prune-rejections";

    @Bean
    Pruning rejectionPruning(
            JdbcClient jdbc, TransactionOperations transaction, Clock clock, RetentionProperties retention) {
        return Pruning.by("prune_import_rejections", retention.rejections(), REJECTIONS, jdbc, transaction, clock);
    }

    @Bean
    JobSchedule rejectionPruningSchedule() {
        return Pruning.schedule("prune-rejections", REJECTIONS, ServiceName.CAMPAIGN, "0 50 3 * * *");
    }
}
