package com.penguinmails.user.apikey;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.tenant.ApiKeys;
import com.penguinmails.security.ServiceClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ApiKeyConfiguration {

    @Bean
    ApiKeys apiKeys(ServiceClients clients) {
        return clients.create(ServiceName.TENANT, ApiKeys.class);
    }
}
