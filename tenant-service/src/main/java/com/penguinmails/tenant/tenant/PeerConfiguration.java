package com.penguinmails.tenant.tenant;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.user.AccountLookup;
import com.penguinmails.contracts.user.PlatformMails;
import com.penguinmails.contracts.user.UserDirectory;
import com.penguinmails.security.ServiceClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PeerConfiguration {

    @Bean
    UserDirectory userDirectory(ServiceClients clients) {
        return clients.create(ServiceName.USER, UserDirectory.class);
    }

    @Bean
    AccountLookup accountLookup(ServiceClients clients) {
        return clients.create(ServiceName.USER, AccountLookup.class);
    }

    @Bean
    PlatformMails platformMails(ServiceClients clients) {
        return clients.create(ServiceName.USER, PlatformMails.class);
    }
}
