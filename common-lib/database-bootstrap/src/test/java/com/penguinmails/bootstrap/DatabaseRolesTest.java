package com.penguinmails.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseRolesTest {

    private final DatabaseRoles roles = DatabaseRoles.random(new SecureRandom());

    @Test
    void everySchemaHasAnOwnerAndAnAppRoleAndContentBorrowsThoseOfEmail() {
        assertThat(DatabaseRoles.NAMES)
                .hasSize(16)
                .contains("users_owner", "queue_app", "email_app")
                .doesNotContain("content_owner", "content_app");
        assertThat(Schemas.ownerOf("content")).isEqualTo("email_owner");
        assertThat(Schemas.appOf("content")).isEqualTo("email_app");
    }

    @Test
    void randomPasswordsAreAllDifferentAndNeverShown() {
        assertThat(new HashSet<>(roles.passwords().values())).hasSize(16);
        assertThat(roles.toString()).doesNotContain(roles.password("users_app"));
    }

    @Test
    void aMissingUnknownOrBlankPasswordIsRefused() {
        Map<String, String> missing = new HashMap<>(roles.passwords());
        missing.remove("queue_app");
        assertThatThrownBy(() -> new DatabaseRoles(missing)).hasMessageContaining("exactly");

        Map<String, String> unknown = new HashMap<>(roles.passwords());
        unknown.put("postgres", "x");
        assertThatThrownBy(() -> new DatabaseRoles(unknown)).hasMessageContaining("postgres");

        assertThatThrownBy(() -> DatabaseRoles.each(role -> role.equals("users_app") ? " " : "x"))
                .hasMessageContaining("users_app");
        assertThatThrownBy(() -> roles.password("nobody")).hasMessageContaining("nobody");
        assertThatThrownBy(() -> Schemas.ownerOf("public")).hasMessageContaining("public");
    }

    @Test
    void everyVariableOfTheScriptIsReplacedAndEveryRoleHasOne() {
        String script = DatabaseBootstrap.script(DatabaseRoles.each(role -> "it's-" + role));
        assertThat(script).doesNotContain(":'");
        for (String role : DatabaseRoles.NAMES) {
            assertThat(script).contains("alter role " + role + " password 'it''s-" + role + "'");
        }
    }
}
