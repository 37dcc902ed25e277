package com.penguinmails.contracts.jobs;

import com.penguinmails.contracts.ServiceName;

/**
 * What a job is about, which queue carries it and who carries it out.
 *
 * @param name dotted, ends in a version when the payload is an event: {@code campaign.plan}, {@code event.email-activity.v1}
 * @param queue the Redis lists it travels through: {@code queue:{name}:high}, {@code queue:{name}}, {@code queue:{name}:low}
 * @param handler the worker itself, or the service behind {@code POST /internal/jobs/{kind}}
 */
public record JobKind(String name, String queue, ServiceName handler, JobPolicy policy) {

    /** With the usual policy. */
    public JobKind(String name, String queue, ServiceName handler) {
        this(name, queue, handler, JobPolicy.USUAL);
    }
}
