package com.penguinmails.observability.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestRedis;
import io.micrometer.tracing.Tracer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

class HealthPathsIT {

    private static final String WITHOUT_DATABASE = "--spring.autoconfigure.exclude="
            + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @EnumSource(
            value = WebApplicationType.class,
            names = {"SERVLET", "REACTIVE"})
    void everythingIsUp(WebApplicationType stack) throws Exception {
        try (var service = start(
                WithEmail.class,
                stack,
                "--spring.datasource.url=" + TestDatabase.create().jdbcUrl(),
                "--spring.datasource.username=infrastructure_app",
                "--spring.datasource.password=" + TestDatabase.PASSWORD,
                "--spring.data.redis.url=" + TestRedis.sharedUrl())) {
            assertAnswer(
                    service, "/health", 200, "{\"status\":\"UP\",\"service\":\"testing\",\"version\":\"development\"}");
            assertAnswer(service, "/health/db", 200, "{\"status\":\"UP\",\"check\":\"db\"}");
            assertAnswer(service, "/health/queue", 200, "{\"status\":\"UP\",\"check\":\"queue\"}");
            assertAnswer(service, "/health/email", 200, "{\"status\":\"UP\",\"check\":\"email\",\"detail\":\"none\"}");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = WebApplicationType.class,
            names = {"SERVLET", "REACTIVE"})
    void whatIsAwayIsDownAndTheProcessIsStillAlive(WebApplicationType stack) throws Exception {
        try (var service = start(
                Plain.class,
                stack,
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/secret_name?loginTimeout=1",
                "--spring.datasource.username=secret_user",
                "--spring.datasource.hikari.connection-timeout=500",
                "--spring.data.redis.url=redis://secret:secret@127.0.0.1:1")) {
            assertAnswer(
                    service,
                    "/health/db",
                    503,
                    "{\"status\":\"DOWN\",\"check\":\"db\","
                            + "\"detail\":\"the database does not answer (SQLSTATE 08001)\"}");
            assertAnswer(
                    service,
                    "/health/queue",
                    503,
                    "{\"status\":\"DOWN\",\"check\":\"queue\","
                            + "\"detail\":\"the check failed: RedisConnectionFailureException\"}");
            assertThat(get(service, "/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatAServiceDoesNotHaveIsNotFound() throws Exception {
        try (var service = start(Plain.class, WebApplicationType.SERVLET, WITHOUT_DATABASE)) {
            assertThat(get(service, "/health/db").statusCode()).isEqualTo(404);
            assertThat(get(service, "/health/email").statusCode()).isEqualTo(404);
            assertThat(get(service, "/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void metricsAndProbesAreOnTheManagementPort() throws Exception {
        try (var service = start(Plain.class, WebApplicationType.SERVLET, WITHOUT_DATABASE)) {
            get(service, "/health");
            String management = "http://localhost:"
                    + service.getEnvironment().getRequiredProperty("local.management.port") + "/actuator";
            assertThat(get(management + "/health/liveness").body()).contains("\"UP\"");
            assertThat(get(management + "/prometheus").body())
                    .contains("http_server_requests_seconds_bucket")
                    .contains("service=\"testing\"");
            assertThat(get(management + "/env").statusCode()).isEqualTo(404);
            assertThat(get(service, "/actuator/prometheus").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void theTraceOfTheCallerIsContinued() throws Exception {
        try (var service = start(Plain.class, WebApplicationType.SERVLET, WITHOUT_DATABASE)) {
            var tracer = service.getBean(Tracer.class);
            var traceIds = new ArrayList<String>();
            service.getBean(Seen.class).listener = () -> {
                var span = tracer.currentSpan();
                traceIds.add(span == null ? "none" : span.context().traceId());
            };
            http.send(
                    HttpRequest.newBuilder(URI.create(base(service) + "/health/seen"))
                            .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(traceIds).isEqualTo(List.of("4bf92f3577b34da6a3ce929d0e0e4736"));
        }
    }

    private void assertAnswer(ConfigurableApplicationContext service, String path, int status, String body)
            throws Exception {
        var answer = get(service, path);
        assertThat(answer.body()).as(path).isEqualTo(body);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    }

    private HttpResponse<String> get(ConfigurableApplicationContext service, String path) throws Exception {
        return get(base(service) + path);
    }

    private HttpResponse<String> get(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String base(ConfigurableApplicationContext service) {
        return "http://localhost:" + service.getEnvironment().getRequiredProperty("local.server.port");
    }

    private static ConfigurableApplicationContext start(Class<?> type, WebApplicationType stack, String... arguments) {
        SpringApplication application = new SpringApplication(type);
        application.setWebApplicationType(stack);
        application.setMainApplicationClass(type);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--spring.config.import=classpath:penguinmails/observability.yml",
                "--penguinmails.service=testing",
                "--server.port=0",
                "--spring.flyway.enabled=false",
                // With both web stacks on the class path only the servlet one can have a second port.
                "--MANAGEMENT_PORT=" + (stack == WebApplicationType.SERVLET ? 0 : -1),
                "--LOG_FORMAT=text"));
        return application.run(all.toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {

        @Bean
        Seen seen() {
            return new Seen();
        }

        @Bean
        RouterFunction<ServerResponse> seenPath(Seen seen) {
            return RouterFunctions.route()
                    .GET("/health/seen", request -> {
                        seen.listener.run();
                        return ServerResponse.ok().build();
                    })
                    .build();
        }
    }

    /** Lets a test look at what a handler sees. */
    static final class Seen {
        private volatile Runnable listener = () -> {};
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class WithEmail {

        @Bean
        EmailConnectivity emailConnectivity() {
            return () -> HealthReport.healthy("none");
        }
    }
}
