package com.penguinmails.tenancy;

import com.penguinmails.kernel.Ids;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Time and ids as beans, so that a test can turn the one and predict the other. */
@AutoConfiguration
class TimeAutoConfiguration {

    /** Tells microseconds, as PostgreSQL keeps them: a time that was written compares equal to the same time read. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Bean
    @ConditionalOnMissingBean
    Ids ids(Clock clock) {
        return new Ids(clock);
    }
}
