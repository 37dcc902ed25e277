package com.penguinmails.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.kernel.Refusal;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PasswordHashingTest {

    private static final int MANY = 8;

    private final PasswordHashing hashing = new PasswordHashing(new PasswordProperties(1, Duration.ZERO));

    /** A hash that could not be read would be refused at once, and the time would tell that nobody has the address. */
    @Test
    void nobodysHashCostsWhatARealOneDoes() {
        assertThat(hashing.isOutdated(PasswordHashing.NOBODYS_HASH)).isFalse();
        assertThat(hashing.matches("any password", PasswordHashing.NOBODYS_HASH))
                .isFalse();
        assertThat(hashing.hash("any password").split("\\$")[3])
                .isEqualTo(PasswordHashing.NOBODYS_HASH.split("\\$")[3]);
    }

    @Test
    void weakerHashesAreOutdated() {
        assertThat(hashing.isOutdated("$argon2id$v=19$m=4096,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))
                .isTrue();
    }

    @Test
    void whoFindsNoTurnIsToldToComeBack() throws Exception {
        var together = new CyclicBarrier(MANY);
        int hashed = 0;
        int refused = 0;
        try (var threads = Executors.newFixedThreadPool(MANY)) {
            var answers = IntStream.range(0, MANY)
                    .mapToObj(i -> threads.submit(() -> {
                        together.await();
                        return outcome();
                    }))
                    .toList();
            for (var answer : answers) {
                switch (answer.get()) {
                    case "hashed" -> hashed++;
                    case "sign-in-busy" -> refused++;
                    default -> throw new AssertionError(answer.get());
                }
            }
        }
        assertThat(hashed).isPositive();
        assertThat(refused).isPositive();
        assertThat(hashing.hash("the turn was given back")).startsWith("$argon2id$");
    }

    private String outcome() {
        try {
            hashing.hash("correct horse battery staple");
            return "hashed";
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }
}
