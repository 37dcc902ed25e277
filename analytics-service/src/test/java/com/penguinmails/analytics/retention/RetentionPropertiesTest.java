package com.penguinmails.analytics.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Period;
import org.junit.jupiter.api.Test;

class RetentionPropertiesTest {

    @Test
    void aMonthIsTheLeast() {
        assertThat(new RetentionProperties(Period.ofDays(30)).events()).isEqualTo(Period.ofDays(30));
        assertThatThrownBy(() -> new RetentionProperties(Period.ofDays(29)))
                .hasMessageContaining("ANALYTICS_EVENT_RETENTION");
    }
}
