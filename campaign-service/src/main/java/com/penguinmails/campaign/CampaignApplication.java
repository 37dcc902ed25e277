package com.penguinmails.campaign;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts campaign-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CampaignApplication {

    /** Settings come from the environment; see the README. */
    public static void main(String[] arguments) {
        SpringApplication.run(CampaignApplication.class, arguments);
    }
}
