package com.penguinmails.benchmarks.ours;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyIT {

    @TempDir
    private Path folder;

    @Test
    void whatOneSideWritesTheOtherSees() throws IOException {
        Path file = folder.resolve("tally");
        try (Tally writing = Tally.open(file, 3);
                Tally reading = Tally.open(file, 3)) {
            writing.add(50);
            writing.add(7);
            writing.note(2, 1234);

            assertThat(reading.handled()).isEqualTo(57);
            assertThat(reading.noted(2)).isEqualTo(1234);
            assertThat(reading.noted(1)).isZero();
        }
    }

    @Test
    void theFirstTimeAJobIsSeenCounts() throws IOException {
        try (Tally tally = Tally.open(folder.resolve("tally"), 1)) {
            tally.note(0, 10);
            tally.note(0, 99);
            tally.note(1, 5);
            tally.note(-1, 5);

            assertThat(tally.noted(0)).isEqualTo(10);
            assertThat(tally.handled()).isZero();
        }
    }
}
