package com.penguinmails.jobs.redis;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The connection to the queue's Redis, when {@code penguinmails.jobs.redis-url} names one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${penguinmails.jobs.redis-url:}'.isEmpty()")
public class QueueRedisConfiguration {

    @Bean(destroyMethod = "close")
    QueueConnections queueConnections(Environment environment) {
        return QueueConnections.to(environment.getRequiredProperty("penguinmails.jobs.redis-url"));
    }

    @Bean
    WakePublisher wakePublisher(QueueConnections connections) {
        return new WakePublisher(connections, System::nanoTime);
    }

    /** A service that knows better what a healthy queue is declares a bean of this name itself. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "com.penguinmails.observability.health.HealthCheck")
    static class Health {

        @Bean
        @ConditionalOnMissingBean(name = "queueHealth")
        QueueHealth queueHealth(QueueConnections connections) {
            return new QueueHealth(connections);
        }
    }
}
