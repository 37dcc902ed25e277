package com.penguinmails.email;

import com.penguinmails.jobs.standing.TenantRows;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Nothing of a closed tenant stays. Nobody will write to the suppressed addresses any more, so they go too. */
@Configuration(proxyBeanMethods = false)
class TenantRowsConfiguration {

    @Bean
    TenantRows tenantRows(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return TenantRows.of(
                jdbc,
                transactions,
                "email",
                List.of(
                        "engagements",
                        "send_attempts",
                        "messages",
                        "cancelled_campaigns",
                        "suppressions",
                        "idempotency_keys"),
                Map.of());
    }
}
