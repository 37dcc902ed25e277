package com.penguinmails.jobs;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.ScheduleDeclarations;
import com.penguinmails.jobs.redis.QueueRedisConfiguration;
import com.penguinmails.jobs.redis.WakePublisher;
import com.penguinmails.kernel.Ids;
import com.penguinmails.observability.MetricNames;
import com.penguinmails.security.ServiceClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Gives a service its {@link JobQueue}, and the door through which the worker brings it its jobs. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration")
@Import(QueueRedisConfiguration.class)
class JobsAutoConfiguration {

    /** For services with a database of their own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("penguinmails.database.schema")
    static class Producing {

        @Bean
        JobQueue jobQueue(
                JdbcClient jdbc,
                JsonMapper json,
                ObjectProvider<WakePublisher> wake,
                CurrentTrace currentTrace,
                EnqueuedCount enqueued) {
            // Not the service's clock: a job's partition is the day of its id, and partitions follow the real days.
            var ids = new Ids(Clock.systemUTC());
            return new JobQueue(
                    jdbc,
                    json,
                    ids,
                    currentTrace.traceparent(),
                    queue -> wake.ifAvailable(known -> known.wake(queue)),
                    enqueued.counter());
        }

        @Bean
        JobGroups jobGroups(JdbcClient jdbc, ObjectProvider<WakePublisher> wake) {
            return new JobGroups(jdbc, queue -> wake.ifAvailable(known -> known.wake(queue)));
        }
    }

    /** For services that own job kinds. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("penguinmails.database.schema")
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Handling {

        @Bean
        JobPayloads jobPayloads(JsonMapper json) {
            return new JobPayloads(json);
        }

        @Bean
        JobHandlingController jobHandlingController(
                ObjectProvider<JobHandler> single,
                ObjectProvider<BatchJobHandler> batch,
                DeliverySpans spans,
                Clock clock) {
            return new JobHandlingController(new JobDeliveries(
                    single.orderedStream().toList(), batch.orderedStream().toList(), spans, clock));
        }
    }

    /** For services that own job kinds and are not the one that is told. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("penguinmails.database.schema")
    @ConditionalOnBooleanProperty(name = "penguinmails.jobs.declare-schedules", matchIfMissing = true)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Recurring {

        @Bean
        ScheduleRegistration scheduleRegistration(
                ServiceClients clients, ObjectProvider<JobSchedule> schedules, JsonMapper json) {
            return new ScheduleRegistration(
                    () -> clients.create(ServiceName.QUEUER, ScheduleDeclarations.class),
                    () -> schedules
                            .orderedStream()
                            .map(schedule -> schedule.declared(json))
                            .toList());
        }
    }

    record EnqueuedCount(ObjLongConsumer<String> counter) {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({MeterRegistry.class, MetricNames.class})
    static class Measured {

        @Bean
        EnqueuedCount enqueuedCount(ObjectProvider<MeterRegistry> meters) {
            return new EnqueuedCount((kind, jobs) ->
                    meters.ifAvailable(known -> known.counter(MetricNames.JOBS_ENQUEUED, MetricNames.KIND, kind)
                            .increment(jobs)));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("com.penguinmails.observability.MetricNames")
    static class Unmeasured {

        @Bean
        EnqueuedCount enqueuedCount() {
            return new EnqueuedCount((kind, jobs) -> {});
        }
    }

    record CurrentTrace(Supplier<Optional<String>> traceparent) {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Tracer.class)
    static class Traced {

        @Bean
        CurrentTrace currentTrace(ObjectProvider<Tracer> tracers) {
            return new CurrentTrace(
                    () -> Optional.ofNullable(tracers.getIfAvailable()).flatMap(Traceparent::of));
        }

        @Bean
        DeliverySpans deliverySpans(ObjectProvider<Tracer> tracers) {
            return new TracedDeliveries(tracers);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("io.micrometer.tracing.Tracer")
    static class Untraced {

        @Bean
        CurrentTrace currentTrace() {
            return new CurrentTrace(Optional::empty);
        }

        @Bean
        DeliverySpans deliverySpans() {
            return DeliverySpans.NONE;
        }
    }
}
