package com.penguinmails.gateway.edge;

import com.penguinmails.kernel.Refusal;

/** What callers are told, wherever it is noticed, when a part of the platform is away. */
public final class Unavailable {

    private Unavailable() {}

    /** {@code service-unavailable}, 503. */
    public static Refusal service() {
        return Refusal.unavailable(
                "service-unavailable", "A part of the platform cannot answer at the moment; try again shortly.");
    }
}
