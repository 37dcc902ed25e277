package com.penguinmails.billing;

import com.penguinmails.jobs.standing.TenantRows;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The books outlive a tenant. They hold its id, plans, dates and counts, and nothing about a person. */
@Configuration(proxyBeanMethods = false)
class TenantRowsConfiguration {

    @Bean
    TenantRows tenantRows(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return TenantRows.of(
                jdbc,
                transactions,
                "billing",
                List.of("quota_reservations"),
                Map.of(
                        "subscriptions",
                        "what was bought, kept with the books for as long as tax law asks",
                        "usage_periods",
                        "how much was used, kept with the books"));
    }
}
