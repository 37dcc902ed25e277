package com.penguinmails.tenancy;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Gives a service that names a schema its data source, transactions with a tenant, migrations and the catalog check. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
        })
@ConditionalOnProperty("penguinmails.database.schema")
@EnableConfigurationProperties(DatabaseProperties.class)
class TenancyAutoConfiguration {

    @Bean
    HikariDataSource dataSource(DatabaseProperties database) {
        return TenantDatabase.pool(database);
    }

    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource ownerDataSource(DatabaseProperties database) {
        return TenantDatabase.owner(database);
    }

    @Bean
    FlywayConfigurationCustomizer migrateOwnSchema(DatabaseProperties database) {
        return flyway -> flyway.defaultSchema(database.schema())
                .schemas(database.schema())
                .createSchemas(false);
    }

    @Bean
    CatalogCheck catalogCheck(DataSource dataSource, DatabaseProperties database) {
        return new CatalogCheck(JdbcClient.create(dataSource), database);
    }

    @Bean
    CatalogGate catalogGate(CatalogCheck check, PlatformTransactionManager transactions) {
        return new CatalogGate(check, transactions);
    }

    @Bean
    TenantHandover tenantHandover(DataSource dataSource) {
        return new TenantHandover(JdbcClient.create(dataSource));
    }

    @Bean
    TenantTransactions tenantTransactions(DatabaseProperties database) {
        return new TenantTransactions(database.withoutTenant().isEmpty() ? null : database.withoutTenant());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({EntityManagerFactory.class, org.springframework.orm.jpa.JpaTransactionManager.class})
    static class Jpa {

        @Bean
        PlatformTransactionManager transactionManager(TenantTransactions tenants) {
            return new TenantJpaTransactionManager(tenants);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.orm.jpa.JpaTransactionManager")
    static class Jdbc {

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource, TenantTransactions tenants) {
            return new TenantJdbcTransactionManager(dataSource, tenants);
        }
    }
}
