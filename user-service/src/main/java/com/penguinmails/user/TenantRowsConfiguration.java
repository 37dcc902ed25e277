package com.penguinmails.user;

import com.penguinmails.jobs.standing.TenantRows;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Of a closed tenant go its notifications, apps and identity provider; sign-ins belong to people. */
@Configuration(proxyBeanMethods = false)
class TenantRowsConfiguration {

    @Bean
    TenantRows tenantRows(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return TenantRows.of(
                jdbc,
                transactions,
                "users",
                List.of(
                        "notifications",
                        "app_codes",
                        "app_requests",
                        "apps",
                        "sso_attempts",
                        "sso_identities",
                        "sso_domains",
                        "sso_domain_owners",
                        "sso_connections",
                        "idempotency_keys"),
                Map.of(
                        "sessions", "they belong to people; they end, and ended ones are cleared away",
                        "sign_in_challenges", "they live five minutes"));
    }
}
