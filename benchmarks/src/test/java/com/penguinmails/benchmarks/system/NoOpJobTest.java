package com.penguinmails.benchmarks.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class NoOpJobTest {

    @Test
    void everySystemCarriesTheSameHundredAndTwentyBytes() {
        NoOpJob job = NoOpJob.of(123_456);
        JsonMapper json = JsonMapper.builder().build();

        assertThat(job.json()).isEqualTo(json.writeValueAsString(job));
        assertThat(json.readValue(job.json(), NoOpJob.class)).isEqualTo(job);
        assertThat(job.json().length()).isBetween(110, 130);
    }
}
