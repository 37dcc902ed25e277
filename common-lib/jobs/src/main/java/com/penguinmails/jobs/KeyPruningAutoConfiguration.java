package com.penguinmails.jobs;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.security.SecurityProperties;
import com.penguinmails.web.IdempotencyKeys;
import java.time.Clock;
import java.util.Arrays;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** For services whose endpoints honour the header {@code Idempotency-Key}. */
@AutoConfiguration
@Conditional(OnKeptKeys.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class KeyPruningAutoConfiguration {

    private static final String KIND = "idempotency-keys.prune";

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
        return Pruning.schedule("prune-idempotency-keys", KIND, own, "0 17 * * * *");
    }
}
