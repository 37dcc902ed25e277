package com.penguinmails.jobs.redis;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
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
}
