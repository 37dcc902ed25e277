package com.penguinmails.campaign.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Period;
import org.junit.jupiter.api.Test;

class RetentionPropertiesTest {

    @Test
    void aWeekIsTheLeast() {
        assertThat(new RetentionProperties(Period.ofDays(7)).rejections()).isEqualTo(Period.ofDays(7));
        assertThatThrownBy(() -> new RetentionProperties(Period.ofDays(6)))
                .hasMessageContaining("CAMPAIGN_REJECTION_RETENTION");
    }
}
