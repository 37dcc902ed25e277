package com.penguinmails.tenant.invitation;

import com.penguinmails.jobs.Retention;
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

    InvitationRetention {
        Retention.requireAtLeast(30, "INVITATION_RETENTION", invitations);
    }
}
