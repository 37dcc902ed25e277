package com.penguinmails.jobs.audit;

import com.penguinmails.jobs.JobQueue;
import com.penguinmails.kernel.Ids;
import com.penguinmails.security.SecurityProperties;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** For services that add jobs and know who calls. */
@AutoConfiguration(
        afterName = {
            "com.penguinmails.jobs.JobsAutoConfiguration",
            "com.penguinmails.security.SecurityAutoConfiguration",
            "com.penguinmails.tenancy.TimeAutoConfiguration"
        })
@ConditionalOnBean({JobQueue.class, SecurityProperties.class})
class AuditAutoConfiguration {

    @Bean
    AuditedActs auditedActs(JobQueue jobs, SecurityProperties security, Ids ids, Clock clock) {
        return new AuditedActs(jobs, security.service(), ids, clock);
    }
}
