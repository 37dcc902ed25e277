package com.penguinmails.email.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Period;
import org.junit.jupiter.api.Test;

class RetentionPropertiesTest {

    @Test
    void aMonthIsTheLeast() {
        Period month = Period.ofDays(30);
        Period less = Period.ofDays(29);

        assertThat(new RetentionProperties(month, month).attempts()).isEqualTo(month);
        assertThatThrownBy(() -> new RetentionProperties(less, month)).hasMessageContaining("EMAIL_ATTEMPT_RETENTION");
        assertThatThrownBy(() -> new RetentionProperties(month, less))
                .hasMessageContaining("EMAIL_ENGAGEMENT_RETENTION");
    }
}
