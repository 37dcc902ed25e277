package com.penguinmails.email.content;

import com.penguinmails.jobs.standing.TenantRows;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a closed tenant wrote goes, wherever the content tier is. */
@Configuration(proxyBeanMethods = false)
class ContentRowsConfiguration {

    @Bean
    TenantRows contentRows(ContentTier tier) {
        return new TenantRows(tier::inTransaction, "content", List.of("links", "snapshots"), Map.of());
    }
}
