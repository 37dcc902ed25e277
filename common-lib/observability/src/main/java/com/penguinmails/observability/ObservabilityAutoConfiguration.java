package com.penguinmails.observability;

import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** What configuration files cannot say. */
@AutoConfiguration
class ObservabilityAutoConfiguration {

    /** Without this the JVM prints the exception of a dying thread to standard error, past every mask. */
    @Bean
    SmartInitializingSingleton uncaughtFailuresAreLogged() {
        return () -> Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> LoggerFactory.getLogger(ObservabilityAutoConfiguration.class)
                        .error("thread {} died", thread.getName(), failure));
    }
}
