package com.penguinmails.campaign;

import com.penguinmails.jobs.standing.TenantRows;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Nothing of a closed tenant stays: neither its leads nor what was written to them. */
@Configuration(proxyBeanMethods = false)
class TenantRowsConfiguration {

    @Bean
    TenantRows tenantRows(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return TenantRows.of(
                jdbc,
                transactions,
                "campaigns",
                List.of(
                        "enrolments",
                        "campaigns",
                        "templates",
                        "import_rejections",
                        "imports",
                        "list_members",
                        "lists",
                        "lead_stops",
                        "leads",
                        "mailbox_pace",
                        "mailbox_days",
                        "idempotency_keys"),
                Map.of());
    }
}
