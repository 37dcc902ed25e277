package com.penguinmails.user.secondfactor;

import com.penguinmails.crypto.PlatformCipher;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The generators. Every method needs a transaction. */
@Repository
class TotpFactors {

    private final JdbcClient jdbc;
    private final PlatformCipher cipher;
    private final Clock clock;

    TotpFactors(JdbcClient jdbc, PlatformCipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    private record Factor(String secret, boolean confirmed, long lastStep) {}

    boolean isConfirmed(UUID accountId) {
        return jdbc.sql("select exists (select 1 from totp_factors where account_id = ? and confirmed_at is not null)")
                .param(accountId)
                .query(Boolean.class)
                .single();
    }

    /** Replaces one that nobody confirmed; false when there is a confirmed one. */
    boolean begin(UUID accountId, byte[] secret) {
        return jdbc.sql("""
                        insert into totp_factors (account_id, secret, created_at) values (:account, :secret, :now)
                        on conflict (account_id) do update set secret = excluded.secret, created_at = excluded.created_at
                        where totp_factors.confirmed_at is null""")
                        .param("account", accountId)
                        .param("secret", cipher.encrypt(Base32.encode(secret), place(accountId)))
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** Turns one on by its first code; that code is then used up. */
    boolean confirm(UUID accountId, String code) {
        return take(accountId, code, false)
                && jdbc.sql("update totp_factors set confirmed_at = ? where account_id = ?")
                                .params(Timestamp.from(clock.instant()), accountId)
                                .update()
                        == 1;
    }

    /** True once for each code: parallel tries wait here for each other. */
    boolean use(UUID accountId, String code) {
        return take(accountId, code, true);
    }

    boolean delete(UUID accountId) {
        return jdbc.sql("delete from totp_factors where account_id = ? and confirmed_at is not null")
                        .param(accountId)
                        .update()
                == 1;
    }

    private boolean take(UUID accountId, String code, boolean confirmed) {
        Optional<Factor> factor = jdbc.sql("""
                        select secret, confirmed_at is not null, last_step from totp_factors
                        where account_id = ? for update""")
                .param(accountId)
                .query((row, number) -> new Factor(row.getString(1), row.getBoolean(2), row.getLong(3)))
                .optional()
                .filter(found -> found.confirmed() == confirmed);
        if (factor.isEmpty()) {
            return false;
        }
        byte[] secret = Base32.decode(cipher.decrypt(factor.get().secret(), place(accountId)));
        Instant now = clock.instant();
        OptionalLong step = Totp.stepOf(secret, code, now, factor.get().lastStep());
        step.ifPresent(taken -> jdbc.sql("update totp_factors set last_step = ? where account_id = ?")
                .params(taken, accountId)
                .update());
        return step.isPresent();
    }

    private static String place(UUID accountId) {
        return "users|totp_factors|secret|" + accountId;
    }
}
