package com.penguinmails.jobs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Period;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {

    @ParameterizedTest
    @ValueSource(strings = {"P30D", "P2M", "P1Y", "P1M2D"})
    void asLongAsTheDatabaseKeepsThemAnyway(String kept) {
        assertThatCode(() -> Retention.requireAtLeast(30, "EVENT_RETENTION", Period.parse(kept)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P29D", "P0D", "P-1M", "P1M", "P-1Y60D"})
    void lessIsRefusedByItsName(String kept) {
        assertThatThrownBy(() -> Retention.requireAtLeast(30, "EVENT_RETENTION", Period.parse(kept)))
                .hasMessageContaining("EVENT_RETENTION must be at least 30d");
    }
}
