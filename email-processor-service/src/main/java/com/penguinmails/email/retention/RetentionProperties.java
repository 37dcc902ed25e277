package com.penguinmails.email.retention;

import com.penguinmails.jobs.Retention;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things are kept; at least 30 days, which the database insists on too.
 *
 * @param attempts outcomes that workers reported. The message keeps its state and what was said last.
 * @param engagements opens, clicks and unsubscribes, from the last time on. An address that unsubscribed stays on the suppression list for good.
 */
@ConfigurationProperties("penguinmails.email.retention")
record RetentionProperties(
        @DefaultValue("36m") Period attempts,
        @DefaultValue("400d") Period engagements) {

    RetentionProperties {
        Retention.requireAtLeast(30, "EMAIL_ATTEMPT_RETENTION", attempts);
        Retention.requireAtLeast(30, "EMAIL_ENGAGEMENT_RETENTION", engagements);
    }
}
