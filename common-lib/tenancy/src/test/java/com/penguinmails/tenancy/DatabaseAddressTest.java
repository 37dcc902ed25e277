package com.penguinmails.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DatabaseAddressTest {

    @Test
    void bothSpellingsOfAUrlAreUnderstood() {
        assertThat(DatabaseAddress.parse(
                        "postgresql://prod_user:p%40ss@db.example:6432/penguinmails?sslmode=verify-full"))
                .isEqualTo(new DatabaseAddress(
                        "jdbc:postgresql://db.example:6432/penguinmails?sslmode=verify-full", "prod_user", "p@ss"));
        assertThat(DatabaseAddress.parse("postgres://db.example/penguinmails").jdbcUrl())
                .isEqualTo("jdbc:postgresql://db.example:5432/penguinmails");
        assertThat(DatabaseAddress.parse("jdbc:postgresql://db/x").jdbcUrl()).isEqualTo("jdbc:postgresql://db/x");
    }

    @Test
    void anotherDatabaseIsRefusedWithAWord() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseAddress.parse("mysql://db/x"))
                .withMessageContaining("DATABASE_URL");
    }
}
