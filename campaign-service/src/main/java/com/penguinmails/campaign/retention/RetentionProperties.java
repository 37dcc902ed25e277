package com.penguinmails.campaign.retention;

import com.penguinmails.jobs.Retention;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things are kept.
 *
 * @param rejections rows that an import rejected; at least 7 days, which the database insists on too. How many they were is kept for good.
 */
@ConfigurationProperties("penguinmails.campaign.retention")
record RetentionProperties(@DefaultValue("90d") Period rejections) {

    RetentionProperties {
        Retention.requireAtLeast(7, "CAMPAIGN_REJECTION_RETENTION", rejections);
    }
}
