package com.penguinmails.contracts.email;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobPolicy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What email-processor tells: one job per subscriber, each with up to {@value #MAX_BATCH} events of one tenant. */
public final class EmailActivity {

    public static final int MAX_BATCH = 500;

    public static final JobKind FOR_ANALYTICS = new JobKind(
            "event.email-activity.v1", "analytics-processing", ServiceName.ANALYTICS, JobPolicy.USUAL.together(50));
    public static final JobKind FOR_CAMPAIGN = new JobKind(
            "event.email-activity.v1", "campaign-processing", ServiceName.CAMPAIGN, JobPolicy.USUAL.together(50));

    /** The payload of both kinds. */
    public record Batch(List<Event> events) {}

    /**
     * @param id unique; a receiver counts each id once
     * @param detail what {@code type} needs: the SMTP reply of a bounce, the target of a click, the reason of a skip
     */
    public record Event(
            UUID id,
            Type type,
            UUID tenantId,
            UUID messageId,
            UUID campaignId,
            UUID enrolmentId,
            UUID leadId,
            UUID mailboxId,
            Instant at,
            @Nullable String detail) {}

    public enum Type {
        /** Accepted by email-processor with its slot. */
        QUEUED,
        /** The receiving server answered 2xx. */
        SENT,
        /** A 4xx or no connection; it will be tried again. */
        DEFERRED,
        /** A 5xx; the address is suppressed when the fault lies with it. */
        BOUNCED,
        /** Gave up after the retry ladder. */
        FAILED,
        /** Nobody can know whether it was delivered; it is not sent again. */
        UNCERTAIN,
        /** Not sent, because the address was suppressed or the campaign cancelled. */
        SKIPPED,
        OPENED,
        CLICKED,
        UNSUBSCRIBED
    }

    private EmailActivity() {}
}
