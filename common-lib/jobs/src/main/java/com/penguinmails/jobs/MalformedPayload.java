package com.penguinmails.jobs;

import org.jspecify.annotations.Nullable;

/** A payload that its handler cannot read, now or ever. */
public final class MalformedPayload extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedPayload(Class<?> type, @Nullable Exception cause) {
        super("the payload is not a " + type.getSimpleName(), cause);
    }
}
