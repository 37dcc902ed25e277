package com.penguinmails.jobs.standing;

import com.penguinmails.kernel.Ids;
import com.penguinmails.tenancy.TenantScope;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What a service declares to take part. */
@Configuration(proxyBeanMethods = false)
class StandingParts {

    static final String SCHEMA = "campaigns";

    @Bean
    TenantRows tenantRows(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return TenantRows.of(
                jdbc, transactions, SCHEMA, List.of("note_lines", "notes"), Map.of("heard", "tests look at it"));
    }

    /** Writes down what it is told, in the transaction in which it is told. */
    @Bean
    StandingListener writesDown(JdbcClient jdbc, Ids ids) {
        return standing -> jdbc.sql("insert into heard (tenant_id, id, standing) values (?, ?, ?)")
                .params(TenantScope.current().value(), ids.next(), standing.name())
                .update();
    }
}
