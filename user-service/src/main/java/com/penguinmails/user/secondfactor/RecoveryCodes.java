package com.penguinmails.user.secondfactor;

import com.penguinmails.kernel.Sha256;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Ten codes of 80 random bits, each good once. They cannot be guessed, so their SHA-256 is kept. Every method needs a transaction.
 */
@Repository
class RecoveryCodes {

    static final int COUNT = 10;

    private static final int BYTES = 10;
    private static final int GROUP = 4;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RecoveryCodes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** New codes; earlier ones are void. They are shown once and can never be read again. */
    List<String> replace(UUID accountId) {
        deleteAllOf(accountId);
        List<String> codes = Stream.generate(this::code).limit(COUNT).toList();
        codes.forEach(code -> jdbc.sql("insert into recovery_codes (account_id, code_hash) values (?, ?)")
                .params(accountId, hash(code))
                .update());
        return codes;
    }

    /** True for exactly one caller. */
    boolean use(UUID accountId, String code) {
        return jdbc.sql("""
                        update recovery_codes set used_at = :now
                        where account_id = :account and code_hash = :hash and used_at is null""")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("account", accountId)
                        .param("hash", hash(code))
                        .update()
                == 1;
    }

    int left(UUID accountId) {
        return jdbc.sql("select count(*) from recovery_codes where account_id = ? and used_at is null")
                .param(accountId)
                .query(Integer.class)
                .single();
    }

    void deleteAllOf(UUID accountId) {
        jdbc.sql("delete from recovery_codes where account_id = ?")
                .param(accountId)
                .update();
    }

    /** Sixteen characters in groups of four. */
    private String code() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String text = Base32.encode(bytes).toLowerCase(Locale.ROOT);
        return String.join(
                "-",
                IntStream.range(0, text.length() / GROUP)
                        .mapToObj(i -> text.substring(i * GROUP, (i + 1) * GROUP))
                        .toList());
    }

    /** However people type it. */
    private static byte[] hash(String code) {
        String normal = code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        return Sha256.of(normal);
    }
}
