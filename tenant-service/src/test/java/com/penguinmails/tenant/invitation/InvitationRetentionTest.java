package com.penguinmails.tenant.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Period;
import org.junit.jupiter.api.Test;

class InvitationRetentionTest {

    @Test
    void aMonthIsTheLeast() {
        assertThat(new InvitationRetention(Period.ofDays(30)).invitations()).isEqualTo(Period.ofDays(30));
        assertThatThrownBy(() -> new InvitationRetention(Period.ofDays(29)))
                .hasMessageContaining("INVITATION_RETENTION");
        assertThatThrownBy(() -> new InvitationRetention(Period.ofMonths(-1)))
                .hasMessageContaining("INVITATION_RETENTION");
    }
}
