package com.penguinmails.user.session;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.tenant.Memberships;
import com.penguinmails.contracts.tenant.PlatformStaff;
import com.penguinmails.contracts.tenant.TenantRules;
import com.penguinmails.security.ServiceClients;
import com.penguinmails.user.session.redis.EndedSessionsBoard;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    @Bean
    Memberships memberships(ServiceClients clients) {
        return clients.create(ServiceName.TENANT, Memberships.class);
    }

    @Bean
    EndedSessionsBoard endedSessionsBoard(@Value("${penguinmails.jobs.redis-url}") String redisUrl) {
        return new EndedSessionsBoard(redisUrl);
    }

    @Bean
    TenantRules tenantRules(ServiceClients clients) {
        return clients.create(ServiceName.TENANT, TenantRules.class);
    }

    @Bean
    PlatformStaff platformStaff(ServiceClients clients) {
        return clients.create(ServiceName.TENANT, PlatformStaff.class);
    }
}
