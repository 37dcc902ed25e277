package com.penguinmails.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuTimeTest {

    /** As proc(5) lays it out; the name may hold blanks and brackets. */
    private static final String STAT =
            "42 (a (strange) name) S 1 42 42 0 -1 4194560 100 200 0 0 700 30 5 2 20 0 1 0 12345 1000 100";

    @Test
    void ownTimeIsUserAndSystem() {
        assertThat(CpuTime.ticks(STAT, 12)).isEqualTo(730);
    }

    @Test
    void thatOfEndedChildrenIsAddedForAParent() {
        assertThat(CpuTime.ticks(STAT, 14)).isEqualTo(737);
    }
}
