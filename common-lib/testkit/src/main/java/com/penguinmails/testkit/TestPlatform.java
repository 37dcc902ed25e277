package com.penguinmails.testkit;

import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The environment that a launcher gives a service, made of test parts. */
public final class TestPlatform implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** 32 bytes that protect nothing. */
    private static final String TEST_KEY = "dGVzdC1vbmx5LXRlc3Qtb25seS10ZXN0LW9ubHktMzI=";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var database = TestDatabase.create();
        var environment = new HashMap<String, Object>(Map.of(
                "DATABASE_URL",
                database.jdbcUrl(),
                "DATABASE_PASSWORD",
                TestDatabase.PASSWORD,
                "DATABASE_OWNER_PASSWORD",
                TestDatabase.PASSWORD,
                "REDIS_URL",
                TestRedis.sharedUrl(),
                "MASTER_KEY",
                TEST_KEY,
                "LINK_SIGNING_KEY",
                TEST_KEY,
                "PUBLIC_URL",
                TestTokens.ISSUER,
                "SERVICE_CLIENT_SECRET",
                "test-only",
                "MANAGEMENT_PORT",
                "-1",
                "penguinmails.security.jwks-uri",
                TestTokens.jwksUri()));
        environment.put("EMAIL_ALLOW_PRIVATE_HOSTS", "true");
        environment.put("LOG_FORMAT", "text");
        // No queuer runs beside a service under test.
        environment.put("penguinmails.jobs.declare-schedules", "false");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test platform", environment));
        context.getBeanFactory().registerSingleton("testDatabase", database);
    }
}
