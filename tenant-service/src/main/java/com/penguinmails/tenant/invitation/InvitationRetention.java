package com.penguinmails.tenant.invitation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things are kept.
 *
 * @param invitations from when they were accepted, revoked or ran out; at least 30 days, which the database insists on too
 */
@ConfigurationProperties("penguinmails.tenant.retention")
record InvitationRetention(@DefaultValue("90d") Duration invitations) {

    private static final Duration LEAST = Duration.ofDays(30);

    InvitationRetention {
        if (invitations.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("INVITATION_RETENTION must be at least " + LEAST.toDays() + "d");
        }
    }
}
