package com.penguinmails.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.benchmarks.system.Contestant.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void everySystemHasALineAndOursComesFirst() {
        List<String> lines = Table.of(Sample.good().results()).lines().toList();

        assertThat(lines.get(2)).startsWith("| **ours** ").contains("30,000").contains("29,000–31,000");
        assertThat(lines).anyMatch(line -> line.startsWith("| graphile-worker ") && line.contains("2.50x"));
    }

    @Test
    void aFailedFloorCannotBeOverlooked() {
        assertThat(Table.of(Sample.good().results())).doesNotContain("FAILS");
        assertThat(Table.of(new Sample().system("ours", Role.OURS, 5).results()))
                .contains("**FAILS**");
    }

    @Test
    void linesAreAsLongAsEachOther() {
        assertThat(Table.aligned(List.of(List.of("a", "bcdef"), List.of("ghij", "k"))))
                .isEqualTo("""
                        | a    | bcdef |
                        | ---- | ----- |
                        | ghij | k     |""");
    }
}
