package com.penguinmails.jobs;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.DeclaredSchedule.Missed;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.security.SecurityProperties;
import com.penguinmails.web.IdempotencyKeys;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** For services whose endpoints honour the header {@code Idempotency-Key}: expired keys are forgotten every hour. */
@AutoConfiguration
@Conditional(OnKeptKeys.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class KeyPruningAutoConfiguration {

    static final String KIND = "idempotency-keys.prune";

    @Bean
    Pruning keyPruning(IdempotencyKeys keys, Clock clock) {
        return new Pruning(KIND, keys::prune, clock);
    }

    @Bean
    JobSchedule keyPruningSchedule(SecurityProperties security) {
        ServiceName own = Arrays.stream(ServiceName.values())
                .filter(service -> service.id().equals(security.service()))
                .findFirst()
                .orElseThrow();
        return new JobSchedule(
                "prune-idempotency-keys",
                new JobKind(KIND, "housekeeping", own),
                Map.of(),
                "0 17 * * * *",
                ZoneOffset.UTC,
                Missed.ONCE);
    }
}
