package com.penguinmails.jobs;

import com.penguinmails.contracts.jobs.JobDelivery;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads payloads; a bean for handlers. */
public final class JobPayloads {

    private final JsonMapper json;

    JobPayloads(JsonMapper json) {
        this.json = json;
    }

    /** @throws MalformedPayload when it cannot be read as {@code type}; let it pass, and the job is set aside */
    public <T> T read(JobDelivery delivery, Class<T> type) {
        T payload;
        try {
            payload = json.readValue(delivery.payload(), type);
        } catch (JacksonException malformed) {
            throw new MalformedPayload(type, malformed);
        }
        if (payload == null) {
            throw new MalformedPayload(type, null);
        }
        return payload;
    }
}
