package com.penguinmails.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.kernel.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.IllegalTransactionStateException;

class TenantTransactionsIT {

    private static final int THREADS = 32;
    private static final int TRANSACTIONS_EACH = 50_000 / THREADS + 1;

    private static final TenantId ALICE = new TenantId(UUID.randomUUID());
    private static final TenantId BOB = new TenantId(UUID.randomUUID());

    @SuppressWarnings("NullAway.Init")
    private static TenancyFixture fixture;

    @BeforeAll
    static void open() {
        fixture = new TenancyFixture(4);
        fixture.insertLead(ALICE, "a@example.com");
        fixture.insertLead(BOB, "b@example.com");
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void aTenantSeesItsOwnRowsOnly() {
        assertThat(TenantScope.<List<UUID>, RuntimeException>call(ALICE, fixture::tenantsSeen))
                .containsExactly(ALICE.value());
    }

    @Test
    void withoutAScopeNoTransactionBegins() {
        assertThatThrownBy(fixture::tenantsSeen).isInstanceOf(IllegalTransactionStateException.class);
        assertThat(fixture.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void thePlatformScopeSeesNoTenantsRows() {
        assertThat(TenantScope.platform("test", fixture::tenantsSeen)).isEmpty();
    }

    @Test
    void aRowCannotBeWrittenForAnotherTenant() {
        assertThatThrownBy(() -> TenantScope.run(
                        ALICE,
                        () -> fixture.transaction.executeWithoutResult(status -> fixture.jdbc
                                .sql("insert into lead (tenant_id, id) values (?, ?)")
                                .params(BOB.value(), UUID.randomUUID())
                                .update())))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    /** 50,000 transactions of random tenants, exceptions and rollbacks over a pool of four: a connection never remembers whom it served. */
    @Test
    void thePoolNeverLeaksATenant() throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var work = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < THREADS; i++) {
                long seed = i;
                work.add(() -> wrongReads(new Random(seed)));
            }
            int wrong = 0;
            for (Future<Integer> result : threads.invokeAll(work)) {
                wrong += result.get();
            }
            assertThat(wrong).isZero();
        }
    }

    private static int wrongReads(Random random) {
        int wrong = 0;
        for (int i = 0; i < TRANSACTIONS_EACH; i++) {
            TenantId tenant = random.nextBoolean() ? ALICE : BOB;
            try {
                List<UUID> seen = TenantScope.<List<UUID>, RuntimeException>call(tenant, () -> {
                    if (random.nextInt(20) == 0) {
                        return fixture.transaction.execute(status -> {
                            fixture.jdbc
                                    .sql("select 1 / 0")
                                    .query(Integer.class)
                                    .single();
                            return List.of();
                        });
                    }
                    return fixture.tenantsSeen();
                });
                wrong += List.of(tenant.value()).equals(seen) ? 0 : 1;
            } catch (DataAccessException divisionByZero) {
                // The broken transaction is part of the test: what follows on its connection must be clean.
            }
            if (random.nextInt(5) == 0 && !fixture.tenantRemembered().isEmpty()) {
                wrong++;
            }
        }
        return wrong;
    }
}
