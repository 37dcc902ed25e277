package com.penguinmails.gateway.edge;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells pages that may call the platform from others, where the browser does not do it: it lets every page open a WebSocket to anywhere. */
@Component
public class Origins {

    private final EdgeProperties edge;

    Origins(EdgeProperties edge) {
        this.edge = edge;
    }

    /** @param origin null for who is no page; a page cannot leave it out */
    public boolean allows(@Nullable String origin) {
        return origin == null || edge.allowedOrigins().contains(origin);
    }
}
