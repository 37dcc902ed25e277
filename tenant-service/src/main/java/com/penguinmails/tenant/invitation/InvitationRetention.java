package com.penguinmails.tenant.invitation;

import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things are kept.
 *
 * @param invitations from when they were accepted, revoked or ran out; at least 30 days, which the database insists on too
 */
@ConfigurationProperties("penguinmails.tenant.retention")
record InvitationRetention(@DefaultValue("90d") Period invitations) {

    private static final int LEAST_DAYS = 30;

    InvitationRetention {
        if (invitations.toTotalMonths() == 0 && invitations.getDays() < LEAST_DAYS) {
            throw new IllegalArgumentException("INVITATION_RETENTION must be at least " + LEAST_DAYS + "d");
        }
    }
}
