package com.penguinmails.user.account;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

    /** Beside the list that is always asked. */
    @Bean
    @ConditionalOnExpression("!'${penguinmails.passwords.breach-url:}'.isEmpty()")
    PwnedRanges pwnedRanges(@Value("${penguinmails.passwords.breach-url}") URI url, MeterRegistry metrics) {
        return new PwnedRanges(url, metrics);
    }
}
