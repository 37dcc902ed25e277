package com.penguinmails.tenant.datakey;

import com.penguinmails.jobs.JobHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RotationJobs {

    /** The second step of a rotation, when every service knows the new key. */
    @Bean
    JobHandler keyPromotion(KeyRotation rotation) {
        return JobHandler.of(KeyRotation.PROMOTION, rotation::finishIfDue);
    }
}
