package com.penguinmails.tenant.datakey;

import com.penguinmails.crypto.WrappedKeysets;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The wrapped data key of the tenant in scope. */
@Component
public class DataKeys {

    private final JdbcClient jdbc;
    private final WrappedKeysets keysets;
    private final Clock clock;

    DataKeys(JdbcClient jdbc, WrappedKeysets keysets, Clock clock) {
        this.jdbc = jdbc;
        this.keysets = keysets;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void create() {
        TenantId tenant = TenantScope.current();
        jdbc.sql("insert into data_keys (tenant_id, keyset, created_at) values (?, ?, ?)")
                .params(tenant.value(), keysets.generate(tenant), Timestamp.from(clock.instant()))
                .update();
    }

    @Transactional(readOnly = true)
    public Optional<String> find() {
        return jdbc.sql("select keyset from data_keys where tenant_id = ?")
                .param(TenantScope.current().value())
                .query(String.class)
                .optional();
    }

    /**
     * Everything that was sealed with the key is unreadable from now on, wherever it lies, as soon as the last service has forgotten the
     * opened key, which is within {@link com.penguinmails.crypto.TenantCipher#KEY_LIFETIME}. Wrapped copies in backups of this database go when
     * the backups go.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void destroy() {
        jdbc.sql("delete from data_keys where tenant_id = ?")
                .param(TenantScope.current().value())
                .update();
    }
}
