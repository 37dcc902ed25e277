package com.penguinmails.jobs;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.tenancy.TenantScope;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The smallest service that adds jobs and owns a kind. */
@SpringBootApplication
class JobsTestApplication {

    @Bean
    JobHandler echo() {
        return new JobHandler() {
            @Override
            public String kind() {
                return "test.echo";
            }

            @Override
            public JobReport handle(JobDelivery delivery) {
                return JobReports.discard(delivery, TenantScope.current() + " " + delivery.payload());
            }
        };
    }
}
