package com.penguinmails.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeerVersionsTest {

    @Test
    void theVersionIsInTheNameOfTheJar() {
        assertThat(PeerVersions.version("db-scheduler-16.12.0.jar")).isEqualTo("16.12.0");
        assertThat(PeerVersions.version("classes")).isEqualTo("unknown");
    }
}
