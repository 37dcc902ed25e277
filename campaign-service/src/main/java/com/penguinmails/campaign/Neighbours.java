package com.penguinmails.campaign;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.billing.SendingQuota;
import com.penguinmails.contracts.email.ContentSnapshots;
import com.penguinmails.contracts.email.OutboundMessages;
import com.penguinmails.contracts.email.TemplateRendering;
import com.penguinmails.contracts.infrastructure.SendingMailboxes;
import com.penguinmails.contracts.tenant.TenantDirectory;
import com.penguinmails.contracts.user.UserDirectory;
import com.penguinmails.security.ServiceClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The services this one asks. */
@Configuration(proxyBeanMethods = false)
class Neighbours {

    @Bean
    TenantDirectory tenantDirectory(ServiceClients clients) {
        return clients.create(ServiceName.TENANT, TenantDirectory.class);
    }

    @Bean
    UserDirectory userDirectory(ServiceClients clients) {
        return clients.create(ServiceName.USER, UserDirectory.class);
    }

    @Bean
    SendingMailboxes sendingMailboxes(ServiceClients clients) {
        return clients.create(ServiceName.INFRASTRUCTURE, SendingMailboxes.class);
    }

    @Bean
    SendingQuota sendingQuota(ServiceClients clients) {
        return clients.create(ServiceName.BILLING, SendingQuota.class);
    }

    @Bean
    TemplateRendering templateRendering(ServiceClients clients) {
        return clients.create(ServiceName.EMAIL_PROCESSOR, TemplateRendering.class);
    }

    @Bean
    ContentSnapshots contentSnapshots(ServiceClients clients) {
        return clients.create(ServiceName.EMAIL_PROCESSOR, ContentSnapshots.class);
    }

    @Bean
    OutboundMessages outboundMessages(ServiceClients clients) {
        return clients.create(ServiceName.EMAIL_PROCESSOR, OutboundMessages.class);
    }
}
