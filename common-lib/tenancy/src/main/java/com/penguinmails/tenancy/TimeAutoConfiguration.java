package com.penguinmails.tenancy;

import com.penguinmails.kernel.Ids;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Time and ids as beans, so that a test can turn the one and predict the other. */
@AutoConfiguration
class TimeAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    Ids ids(Clock clock) {
        return new Ids(clock);
    }
}
