package com.penguinmails.tenant.invitation;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.DeclaredSchedule.Missed;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.jobs.JobSchedule;
import com.penguinmails.jobs.Pruning;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
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
        return new Pruning(
                KIND,
                most -> transaction.execute(status -> jdbc.sql("select prune_invitations(?, ?)")
                        .params(Timestamp.from(clock.instant().minus(retention.invitations())), most)
                        .query(Integer.class)
                        .single()),
                clock);
    }

    @Bean
    JobSchedule endedInvitationsSchedule() {
        return new JobSchedule(
                "prune-invitations",
                new JobKind(KIND, "housekeeping", ServiceName.TENANT),
                Map.of(),
                "0 50 3 * * *",
                ZoneOffset.UTC,
                Missed.ONCE);
    }
}
