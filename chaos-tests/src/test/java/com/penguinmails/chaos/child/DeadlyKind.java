package com.penguinmails.chaos.child;

import com.penguinmails.worker.handling.LocalHandler;
import com.penguinmails.worker.handling.Work;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives a worker the kind {@code chaos.halt}, whose handler ends the process on the spot, as running out of memory would. */
@Configuration(proxyBeanMethods = false)
public class DeadlyKind {

    public static final String NAME = "chaos.halt";

    /** What a killed process exits with. */
    public static final int EXIT_CODE = 137;

    @Bean
    LocalHandler halting() {
        return new LocalHandler() {
            @Override
            public String kind() {
                return NAME;
            }

            @Override
            public void handle(Work work) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        };
    }
}
