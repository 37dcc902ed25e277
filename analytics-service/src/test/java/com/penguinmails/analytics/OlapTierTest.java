package com.penguinmails.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Where the data of this tier lie is decided by the environment alone. */
class OlapTierTest {

    private static final String SHARED = "jdbc:postgresql://shared:5432/penguinmails";
    private static final String OWN = "jdbc:postgresql://olap:5432/penguinmails";

    private final ApplicationContextRunner settings =
            new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer());

    @Test
    void liesOnTheSharedServerByDefault() {
        settings.withPropertyValues("DATABASE_URL=" + SHARED, "DATABASE_PASSWORD=shared")
                .run(context -> {
                    assertThat(context.getEnvironment().getProperty("penguinmails.database.url"))
                            .isEqualTo(SHARED);
                    assertThat(context.getEnvironment().getProperty("penguinmails.database.password"))
                            .isEqualTo("shared");
                    assertThat(context.getEnvironment().getProperty("penguinmails.database.user"))
                            .isEqualTo("analytics_app");
                });
    }

    @Test
    void movesToAServerOfItsOwn() {
        settings.withPropertyValues(
                        "DATABASE_URL=" + SHARED,
                        "DATABASE_PASSWORD=shared",
                        "OLAP_DATABASE_URL=" + OWN,
                        "OLAP_DATABASE_PASSWORD=own")
                .run(context -> {
                    assertThat(context.getEnvironment().getProperty("penguinmails.database.url"))
                            .isEqualTo(OWN);
                    assertThat(context.getEnvironment().getProperty("penguinmails.database.password"))
                            .isEqualTo("own");
                });
    }
}
