package com.penguinmails.tenant.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InvitationRetentionTest {

    @Test
    void aMonthIsTheLeast() {
        assertThat(new InvitationRetention(Duration.ofDays(30)).invitations()).hasDays(30);
        assertThatThrownBy(() -> new InvitationRetention(Duration.ofDays(29)))
                .hasMessageContaining("INVITATION_RETENTION");
    }
}
