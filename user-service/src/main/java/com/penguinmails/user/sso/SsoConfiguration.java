package com.penguinmails.user.sso;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.tenant.FederatedMembers;
import com.penguinmails.contracts.tenant.TenantDataKeys;
import com.penguinmails.security.ServiceClients;
import java.time.Duration;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SsoConfiguration {

    private static final Duration WHOLE_CALL = Duration.ofSeconds(10);

    @Bean
    GuardedHttp guardedHttp(SsoProperties properties) {
        return new GuardedHttp(SystemDefaultDnsResolver.INSTANCE, properties.loopbackAllowed(), WHOLE_CALL);
    }

    @Bean
    FederatedMembers federatedMembers(ServiceClients clients) {
        return clients.create(ServiceName.TENANT, FederatedMembers.class);
    }

    /** For the key under which a tenant's secrets lie. */
    @Bean
    TenantDataKeys tenantDataKeys(ServiceClients clients) {
        return clients.create(ServiceName.TENANT, TenantDataKeys.class);
    }
}
