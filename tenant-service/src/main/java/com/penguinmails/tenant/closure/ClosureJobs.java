package com.penguinmails.tenant.closure;

import com.penguinmails.jobs.JobHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClosureJobs {

    /** Closes a tenant whose thirty days are over. */
    @Bean
    JobHandler closureEnd(Closure closure) {
        return JobHandler.of(Closure.END, closure::closeIfDue);
    }
}
