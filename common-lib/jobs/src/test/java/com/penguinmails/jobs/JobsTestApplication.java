package com.penguinmails.jobs;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.DeclaredSchedule.Missed;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.tenancy.TenantScope;
import java.time.ZoneId;
import java.util.Map;
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

    @Bean
    JobSchedule nightlyEcho() {
        return new JobSchedule(
                "echo-nightly",
                new JobKind("test.echo", "testing", ServiceName.CAMPAIGN),
                Map.of("n", 7),
                "0 0 4 * * *",
                ZoneId.of("Europe/Berlin"),
                Missed.ONCE);
    }
}
