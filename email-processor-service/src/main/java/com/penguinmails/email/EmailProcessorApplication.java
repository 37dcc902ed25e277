package com.penguinmails.email;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The process that owns messages and their content. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class EmailProcessorApplication {

    public static void main(String[] args) {
        SpringApplication.run(EmailProcessorApplication.class, args);
    }
}
