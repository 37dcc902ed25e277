package com.penguinmails.email.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.kernel.TenantId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageIdentityTest {

    @Test
    void theMessageIdIsTheIdAtTheSendingDomain() {
        assertThat(MessageIdentity.rfcMessageId(
                        UUID.fromString("0193521f-2d5c-7c3a-9a54-8e3a7c1d2b4f"), "ann@mail.example"))
                .isEqualTo("<01id91ubasfgt9kl4e79u1qaqf@mail.example>");
        assertThat(MessageIdentity.rfcMessageId(new UUID(-1, -1), "a@b.example"))
                .isEqualTo("<7vvvvvvvvvvvvvvvvvvvvvvvvv@b.example>");
    }

    @Test
    void theFeedbackIdHidesTheTenant() {
        var tenant = new TenantId(UUID.randomUUID());
        var campaign = UUID.randomUUID();

        assertThat(MessageIdentity.feedbackId(campaign, tenant))
                .matches(campaign + ":[0-9a-f]{12}:pm")
                .isEqualTo(MessageIdentity.feedbackId(campaign, tenant))
                .doesNotContain(tenant.toString().substring(0, 8));
    }
}
