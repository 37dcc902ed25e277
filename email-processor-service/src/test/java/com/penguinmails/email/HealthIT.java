package com.penguinmails.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthIT extends EmailIT {

    @Test
    void theServiceSaysThatItIsWell() {
        for (String path : new String[] {"/health", "/health/db"}) {
            var answer = call("GET", path, "");
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(json.readTree(answer.body()).get("status").asString()).isEqualTo("UP");
        }
    }
}
