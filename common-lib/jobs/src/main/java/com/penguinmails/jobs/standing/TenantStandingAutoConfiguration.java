package com.penguinmails.jobs.standing;

import com.penguinmails.jobs.JobPayloads;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** For services that said what becomes of a closed tenant's rows. */
@AutoConfiguration(afterName = "com.penguinmails.jobs.JobsAutoConfiguration")
@ConditionalOnBean(TenantRows.class)
class TenantStandingAutoConfiguration {

    @Bean
    TenantStandings tenantStandings(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new TenantStandings(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    StandingNews standingNews(
            TenantStandings standings,
            ObjectProvider<StandingListener> listeners,
            ObjectProvider<TenantRows> rows,
            JobPayloads payloads,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new StandingNews(
                standings,
                listeners.orderedStream().toList(),
                rows.orderedStream().toList(),
                payloads,
                new TransactionTemplate(transactions),
                clock);
    }
}
