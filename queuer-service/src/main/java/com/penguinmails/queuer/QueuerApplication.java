package com.penguinmails.queuer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Runs the queuer. */
@SpringBootApplication
@ConfigurationPropertiesScan
class QueuerApplication {

    static void main(String[] arguments) {
        SpringApplication.run(QueuerApplication.class, arguments);
    }
}
