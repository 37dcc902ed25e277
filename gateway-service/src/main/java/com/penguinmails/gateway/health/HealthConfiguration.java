package com.penguinmails.gateway.health;

import com.penguinmails.gateway.routing.ServiceAddresses;
import com.penguinmails.observability.health.HealthCheck;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes {@code /health/db} and {@code /health/email} of the gateway speak for all services; {@code /health/queue} is its own Redis. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean(destroyMethod = "close")
    HttpClient healthClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .build();
    }

    @Bean
    HealthCheck databasesOfServices(ServiceAddresses addresses, HttpClient healthClient) {
        return new ServicesHealth("db", addresses, healthClient);
    }

    @Bean
    HealthCheck emailOfServices(ServiceAddresses addresses, HttpClient healthClient) {
        return new ServicesHealth("email", addresses, healthClient);
    }
}
