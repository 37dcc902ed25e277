package com.penguinmails.infrastructure;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.billing.SendingQuota;
import com.penguinmails.contracts.tenant.TenantDataKeys;
import com.penguinmails.security.ServiceClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The services that this one asks. */
@Configuration(proxyBeanMethods = false)
class OtherServices {

    @Bean
    TenantDataKeys tenantDataKeys(ServiceClients clients) {
        return clients.create(ServiceName.TENANT, TenantDataKeys.class);
    }

    @Bean
    SendingQuota sendingQuota(ServiceClients clients) {
        return clients.create(ServiceName.BILLING, SendingQuota.class);
    }
}
