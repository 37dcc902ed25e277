package com.penguinmails.queuer.settle;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chance as a bean, so that a test can take it away. */
@Configuration(proxyBeanMethods = false)
class JitterConfiguration {

    @Bean
    RandomGenerator jitter() {
        return new Random();
    }
}
