package com.penguinmails.jobs.redis;

import io.lettuce.core.RedisClient;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The connection to the queue's Redis, when {@code penguinmails.jobs.redis-url} names one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${penguinmails.jobs.redis-url:}'.isEmpty()")
public class QueueRedisConfiguration {

    @Bean(destroyMethod = "")
    RedisClient queueRedisClient(Environment environment) {
        return QueueRedis.client(environment.getRequiredProperty("penguinmails.jobs.redis-url"));
    }

    @Bean
    AutoCloseable queueRedisClosing(RedisClient queueRedisClient) {
        return () -> QueueRedis.close(queueRedisClient);
    }

    @Bean
    WakePublisher wakePublisher(RedisClient queueRedisClient) {
        return new WakePublisher(queueRedisClient, System::nanoTime);
    }
}
