package com.penguinmails.gateway.edge;

import org.springframework.core.Ordered;

/** The order in which a request meets the filters of this package, outermost first. */
final class EdgeOrder {

    /** Before everything that may answer. */
    static final int LATER = Ordered.HIGHEST_PRECEDENCE;

    static final int REQUEST_ID = Ordered.HIGHEST_PRECEDENCE + 10;
    /** Outside of the failures, so that the line shows the status the caller got. */
    static final int REQUEST_LOG = Ordered.HIGHEST_PRECEDENCE + 20;

    static final int SECURITY_HEADERS = Ordered.HIGHEST_PRECEDENCE + 30;
    static final int FAILURES = Ordered.HIGHEST_PRECEDENCE + 40;
    static final int PATH_GUARD = Ordered.HIGHEST_PRECEDENCE + 50;
    static final int CORS = Ordered.HIGHEST_PRECEDENCE + 60;

    private EdgeOrder() {}
}
