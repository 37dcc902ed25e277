package com.penguinmails.email.activity;

import com.penguinmails.contracts.email.EmailActivity;
import com.penguinmails.contracts.email.EmailActivity.Batch;
import com.penguinmails.contracts.email.EmailActivity.Event;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.jobs.NewJob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Adds the jobs that carry events to their subscribers, in the caller's transaction. */
@Component
public class ActivityFeed {

    /** Longest detail of an event, in characters. */
    public static final int MAX_DETAIL = 300;

    /** Below the 256 KiB that a job may carry, since the estimate of an event's size is only that. */
    private static final int MAX_BATCH_BYTES = 200 * 1024;

    /** Seven ids, their names, type and time. */
    private static final int EVENT_BYTES = 460;

    /** An outage of a subscriber lasts longer than the default ten tries. */
    private static final int MAX_ATTEMPTS = 100;

    private final JobQueue jobs;

    ActivityFeed(JobQueue jobs) {
        this.jobs = jobs;
    }

    /** All events must be of the tenant in scope. */
    public void tell(List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        var news = new ArrayList<NewJob>();
        for (Batch batch : batches(events)) {
            news.add(NewJob.of(EmailActivity.FOR_ANALYTICS, batch).maxAttempts(MAX_ATTEMPTS));
            news.add(NewJob.of(EmailActivity.FOR_CAMPAIGN, batch).maxAttempts(MAX_ATTEMPTS));
        }
        jobs.enqueueAll(news);
    }

    static List<Batch> batches(List<Event> events) {
        var batches = new ArrayList<Batch>();
        var open = new ArrayList<Event>();
        int bytes = 0;
        for (Event event : events) {
            int size = EVENT_BYTES + detailBytes(event);
            if (!open.isEmpty() && (open.size() == EmailActivity.MAX_BATCH || bytes + size > MAX_BATCH_BYTES)) {
                batches.add(new Batch(List.copyOf(open)));
                open.clear();
                bytes = 0;
            }
            open.add(event);
            bytes += size;
        }
        batches.add(new Batch(List.copyOf(open)));
        return batches;
    }

    private static int detailBytes(Event event) {
        String detail = event.detail();
        // A quote or backslash takes two bytes in JSON; control characters have been taken out before.
        return detail == null ? 0 : 2 * detail.getBytes(StandardCharsets.UTF_8).length;
    }
}
