package com.penguinmails.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostTest {

    @Test
    void fieldsAreFoundByName() {
        String cpuinfo =
                "processor\t: 0\nmodel name\t: Some CPU @ 2.5GHz\nprocessor\t: 1\nmodel name\t: Some CPU @ 2.5GHz\n";

        assertThat(Host.field(cpuinfo, "model name")).isEqualTo("Some CPU @ 2.5GHz");
        assertThat(Host.field(cpuinfo, "flags")).isEqualTo("unknown");
    }

    @Test
    void memoryIsToldInGigabytes() {
        assertThat(Host.memory("24689012 kB")).isEqualTo(24);
        assertThat(Host.memory("unknown")).isZero();
    }
}
