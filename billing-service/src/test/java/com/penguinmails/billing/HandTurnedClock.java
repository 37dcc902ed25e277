package com.penguinmails.billing;

import com.penguinmails.testkit.MutableClock;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Gives the service a clock that the tests turn. */
@TestConfiguration
class HandTurnedClock {

    @Bean
    MutableClock clock() {
        return MutableClock.atNoon();
    }
}
