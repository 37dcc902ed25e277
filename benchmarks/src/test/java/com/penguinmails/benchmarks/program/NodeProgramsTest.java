package com.penguinmails.benchmarks.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeProgramsTest {

    @Test
    void nodeTellsItsVersionWithALetterInFront() {
        assertThat(NodePrograms.major("v20.20.2")).isEqualTo(20);
        assertThat(NodePrograms.major("8.1.0")).isEqualTo(8);
    }
}
