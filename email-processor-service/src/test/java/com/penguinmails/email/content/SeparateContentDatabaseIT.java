package com.penguinmails.email.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.ContentSnapshots.ContentSnapshot;
import com.penguinmails.crypto.SignedTokens;
import com.penguinmails.email.links.MessageLinks;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.PublicAddress;
import com.penguinmails.tenancy.DatabaseProperties;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.testkit.MutableClock;
import com.penguinmails.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The content tier on a server of its own: nothing but configuration differs. */
class SeparateContentDatabaseIT {

    private final TestDatabase main = TestDatabase.create();
    private final TestDatabase own = TestDatabase.create();

    @Test
    void contentLivesWhereConfigurationPutsIt() {
        var tier = new ContentTier(
                new ContentProperties(
                        own.jdbcUrl(), "email_app", TestDatabase.PASSWORD, "email_owner", TestDatabase.PASSWORD),
                new DatabaseProperties(
                        main.jdbcUrl(),
                        "email_app",
                        TestDatabase.PASSWORD,
                        "email_owner",
                        TestDatabase.PASSWORD,
                        "email",
                        List.of("content"),
                        2,
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        ""),
                JdbcClient.create(main.superuser()),
                new JdbcTransactionManager(main.superuser()));
        var links = new MessageLinks(SignedTokens.of(List.of(new byte[32])), new PublicAddress("https://go.example"));
        var store = new ContentStore(tier, links, MutableClock.atNoon());
        var tenant = new TenantId(UUID.randomUUID());
        UUID id = UUID.randomUUID();

        try {
            TenantScope.run(
                    tenant,
                    () -> store.put(
                            id,
                            new ContentSnapshot(
                                    "s", "<a href=\"https://a.example/\">a</a>", null, null, "1 Main St", true, true)));

            // A store that has nothing in memory yet.
            var fresh = new ContentStore(tier, links, MutableClock.atNoon());
            TenantScope.run(tenant, () -> {
                assertThat(fresh.known(Set.of(id, UUID.randomUUID()))).containsExactly(id);
                assertThat(fresh.mail(id)).isPresent();
                assertThat(fresh.target(id, 1))
                        .hasValueSatisfying(
                                target -> assertThat(target.stored()).isEqualTo("https://a.example/"));
                assertThat(fresh.target(id, 2)).isEmpty();
            });
            TenantScope.run(new TenantId(UUID.randomUUID()), () -> {
                assertThat(fresh.known(Set.of(id))).isEmpty();
                assertThat(fresh.mail(id)).isEmpty();
                assertThat(fresh.target(id, 1)).isEmpty();
            });
            assertThat(snapshots(own)).isEqualTo(1);
            assertThat(JdbcClient.create(main.superuser())
                            .sql("select to_regclass('content.snapshots') is null")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        } finally {
            tier.destroy();
        }
    }

    private static int snapshots(TestDatabase database) {
        return JdbcClient.create(database.superuser())
                .sql("select count(*) from content.snapshots")
                .query(Integer.class)
                .single();
    }
}
