package com.penguinmails.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void withoutAnyTheResultsAreKept() {
        Options options = Options.parse();

        assertThat(options.keep()).isTrue();
        assertThat(options.runs()).isEqualTo(3);
        assertThat(options.wants("anything")).isTrue();
    }

    @Test
    void aShortenedRunIsNotKept() {
        assertThat(Options.parse("--only", "ours").keep()).isFalse();
        assertThat(Options.parse("--runs", "1").keep()).isFalse();
        assertThat(Options.parse("--jobs", "50000").keep()).isFalse();
        assertThat(Options.parse("--no-latency").keep()).isFalse();
        assertThat(Options.parse("--no-held").keep()).isFalse();
        assertThat(Options.parse("--env", "WORKER_CONCURRENCY=7").keep()).isFalse();
    }

    @Test
    void allAreUnderstoodTogether() {
        Options options = Options.parse(
                "--only",
                "ours,bullmq",
                "--runs",
                "2",
                "--jobs",
                "50000",
                "--no-latency",
                "--no-held",
                "--env",
                "A=b=c");

        assertThat(options)
                .isEqualTo(new Options(List.of("ours", "bullmq"), 2, 50_000, false, false, Map.of("A", "b=c"), false));
        assertThat(options.wants("bullmq")).isTrue();
        assertThat(options.wants("jobrunr")).isFalse();
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--fast"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--runs"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--runs", "many"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--runs", "0"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--env", "WORKER_CONCURRENCY"));
    }
}
