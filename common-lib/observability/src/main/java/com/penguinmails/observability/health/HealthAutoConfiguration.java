package com.penguinmails.observability.health;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Answers /health, and /health/db, /health/queue and /health/email where the service has such a thing, on the API port.
 *
 * <p>The paths need no token: they are routes and not controllers, so no permission is declared for them.
 */
@AutoConfiguration(
        afterName = {
            "com.penguinmails.tenancy.TenancyAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration"
        })
class HealthAutoConfiguration {

    @Bean
    HealthAnswers healthAnswers(ObjectProvider<HealthCheck> checks, ObjectProvider<Clock> clock, Environment env) {
        return new HealthAnswers(
                env.getProperty("penguinmails.service", env.getProperty("spring.application.name", "unknown")),
                env.getProperty("spring.application.version", "development"),
                checks.orderedStream().toList(),
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DataSource.class)
    @ConditionalOnSingleCandidate(DataSource.class)
    static class Database {

        @Bean
        HealthCheck databaseCheck(DataSource source) {
            return new DatabaseCheck(source);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RedisConnectionFactory.class)
    @ConditionalOnBean(RedisConnectionFactory.class)
    static class Queue {

        @Bean
        HealthCheck queueCheck(RedisConnectionFactory redis) {
            return new QueueCheck(redis);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(EmailConnectivity.class)
    static class Email {

        @Bean
        HealthCheck emailCheck(EmailConnectivity connectivity) {
            return new EmailCheck(connectivity);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = Type.SERVLET)
    static class Servlet {

        @Bean
        RouterFunction<ServerResponse> healthPaths(HealthAnswers answers) {
            var routes = RouterFunctions.route().GET("/health", request -> respond(answers.liveness()));
            answers.checks()
                    .forEach(check ->
                            routes.GET("/health/" + check.name(), request -> respond(HealthAnswers.of(check))));
            return routes.build();
        }

        private static ServerResponse respond(HealthAnswers.Answer answer) {
            return ServerResponse.status(answer.status())
                    .cacheControl(CacheControl.noStore())
                    .body(answer.body());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = Type.REACTIVE)
    static class Reactive {

        @Bean
        org.springframework.web.reactive.function.server.RouterFunction<
                        org.springframework.web.reactive.function.server.ServerResponse>
                reactiveHealthPaths(HealthAnswers answers) {
            var routes = org.springframework.web.reactive.function.server.RouterFunctions.route()
                    .route(RequestPredicates.GET("/health"), request -> respond(answers.liveness()));
            // A check may block, and an event loop must not.
            answers.checks()
                    .forEach(check -> routes.GET(
                            "/health/" + check.name(),
                            request -> Mono.fromCallable(() -> HealthAnswers.of(check))
                                    .subscribeOn(Schedulers.boundedElastic())
                                    .flatMap(Reactive::respond)));
            return routes.build();
        }

        private static Mono<org.springframework.web.reactive.function.server.ServerResponse> respond(
                HealthAnswers.Answer answer) {
            return org.springframework.web.reactive.function.server.ServerResponse.status(answer.status())
                    .cacheControl(CacheControl.noStore())
                    .bodyValue(answer.body());
        }
    }
}
