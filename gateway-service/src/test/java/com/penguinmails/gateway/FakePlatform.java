package com.penguinmails.gateway;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.testkit.TestRedis;
import com.penguinmails.testkit.TestTokens;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The services behind the gateway under test, and the environment that tells it where they are. */
final class FakePlatform implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Nobody listens here: a reserved port, below those that a program may take. */
    static final String NOWHERE = "http://127.0.0.1:11";

    private static final Map<ServiceName, FakeService> SERVICES = Arrays.stream(ServiceName.values())
            .collect(Collectors.toMap(Function.identity(), name -> FakeService.start(name.id())));

    static FakeService service(ServiceName name) {
        return Objects.requireNonNull(SERVICES.get(name));
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = new HashMap<String, Object>();
        SERVICES.forEach(
                (name, service) -> environment.put("penguinmails.security.services." + name.id(), service.url()));
        service(ServiceName.USER)
                .answer(
                        "/oauth2/token",
                        request ->
                                new FakeService.Said(200, "{\"access_token\":\"of-the-gateway\",\"expires_in\":600}"));
        // Infrastructure is away.
        environment.put("penguinmails.security.services.infrastructure", NOWHERE);
        environment.put("penguinmails.security.jwks-uri", TestTokens.jwksUri());
        environment.put("PUBLIC_URL", TestTokens.ISSUER);
        environment.put("REDIS_URL", TestRedis.sharedUrl());
        environment.put(
                "penguinmails.security.token-uri", service(ServiceName.USER).url() + "/oauth2/token");
        environment.put("SERVICE_CLIENT_SECRET", "test-only");
        environment.put("penguinmails.security.ended-sessions-every", "100ms");
        environment.put("MANAGEMENT_PORT", "-1");
        environment.put("CORS_ALLOWED_ORIGINS", "https://app.example.com,https://other.example.com");
        environment.put("GATEWAY_RESPONSE_TIMEOUT", "1s");
        environment.put("GATEWAY_LINK_TIMEOUT", "1s");
        environment.put("RATE_LIMIT_IP_PER_MINUTE", "100000");
        environment.put("RATE_LIMIT_USER_PER_MINUTE", "1000");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("fake platform", environment));
    }
}
