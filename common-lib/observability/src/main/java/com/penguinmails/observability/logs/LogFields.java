package com.penguinmails.observability.logs;

import java.util.List;

/** Names of the context fields (SLF4J MDC) that every log line carries when they are known. */
public final class LogFields {

    /** The X-Request-Id of the call, kept across services. */
    public static final String REQUEST_ID = "requestId";

    /** The tenant in scope. */
    public static final String TENANT_ID = "tenantId";

    /** W3C trace id; set by Micrometer Tracing. */
    public static final String TRACE_ID = "traceId";

    /** W3C span id; set by Micrometer Tracing. */
    public static final String SPAN_ID = "spanId";

    static final List<String> ALL = List.of(REQUEST_ID, TENANT_ID, TRACE_ID, SPAN_ID);

    private LogFields() {}
}
