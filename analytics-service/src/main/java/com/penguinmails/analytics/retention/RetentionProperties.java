package com.penguinmails.analytics.retention;

import com.penguinmails.jobs.Retention;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things are kept.
 *
 * @param events raw events; at least 30 days, which the database insists on too. Counts are kept for good.
 */
@ConfigurationProperties("penguinmails.analytics.retention")
record RetentionProperties(@DefaultValue("12m") Period events) {

    RetentionProperties {
        Retention.requireAtLeast(30, "ANALYTICS_EVENT_RETENTION", events);
    }
}
