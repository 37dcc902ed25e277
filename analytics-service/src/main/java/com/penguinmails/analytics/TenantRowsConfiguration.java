package com.penguinmails.analytics;

import com.penguinmails.jobs.standing.TenantRows;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Figures of a closed tenant are of use to nobody. */
@Configuration(proxyBeanMethods = false)
class TenantRowsConfiguration {

    @Bean
    TenantRows tenantRows(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return TenantRows.of(
                jdbc,
                transactions,
                "analytics",
                List.of("message_milestones", "events", "campaign_hours", "campaign_totals"),
                Map.of());
    }
}
