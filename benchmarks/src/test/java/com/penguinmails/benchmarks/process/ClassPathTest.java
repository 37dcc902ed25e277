package com.penguinmails.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ClassPathTest {

    @Test
    void theNamedOneComesFirstAndTheRestStaysAsItWas() {
        assertThat(ClassPath.startingWith(
                        "worker-service", "a.jar:lib/queuer-service-1.jar:lib/worker-service-1.jar:b.jar"))
                .isEqualTo("lib/worker-service-1.jar:a.jar:lib/queuer-service-1.jar:b.jar");
    }

    @Test
    void oneThatIsMissingIsToldAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ClassPath.startingWith("worker-service", "a.jar"))
                .withMessageContaining("worker-service");
    }
}
