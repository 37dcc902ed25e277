package com.penguinmails.user.token;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RotationPropertiesTest {

    @Test
    void aKeyThatVerifiersCouldNotKnowInTimeIsRefused() {
        assertThatThrownBy(() -> new RotationProperties(Duration.ofDays(90), Duration.ofMinutes(10)))
                .hasMessageContaining("at least 12 minutes");
        assertThatThrownBy(() -> new RotationProperties(Duration.ofDays(1), Duration.ofDays(1)))
                .hasMessageContaining("twice as long");
    }
}
