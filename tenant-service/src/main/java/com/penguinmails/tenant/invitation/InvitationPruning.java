package com.penguinmails.tenant.invitation;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.jobs.JobSchedule;
import com.penguinmails.jobs.Pruning;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Invitations that are over long since go at night in UTC, and once when the night was missed; a job of the platform, for all tenants together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InvitationRetention.class)
class InvitationPruning {

    static final String KIND = "tenant.prune-invitations";

    @Bean
    Pruning endedInvitations(
            JdbcClient jdbc, TransactionOperations transaction, Clock clock, InvitationRetention retention) {
        return Pruning.by("prune_invitations", retention.invitations(), KIND, jdbc, transaction, clock);
    }

    @Bean
    JobSchedule endedInvitationsSchedule() {
        return Pruning.schedule("prune-invitations", KIND, ServiceName.TENANT, "0 50 3 * * *");
    }
}
