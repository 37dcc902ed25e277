package com.penguinmails.worker;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Runs the worker. */
@SpringBootApplication
@ConfigurationPropertiesScan
class WorkerApplication {

    static void main(String[] arguments) {
        SpringApplication.run(WorkerApplication.class, arguments);
    }

    @Bean
    RandomGenerator random() {
        return new Random();
    }
}
