package com.penguinmails.gateway.sockets;

import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/**
 * Why a WebSocket ends, as both sides are told (RFC 6455 §7.4; codes from 4000 on are our own).
 *
 * @param reason at most 123 bytes
 */
record Ending(int code, String reason) {

    static final Ending SESSION_REVOKED = new Ending(4401, "session-revoked");
    static final Ending TOKEN_EXPIRED = new Ending(4401, "token-expired");
    static final Ending SILENT = new Ending(4408, "silent");
    static final Ending TOO_LARGE = new Ending(1009, "message-too-large");
    static final Ending GOING_AWAY = new Ending(1001, "gateway-restarts");
    static final Ending SERVICE_GONE = new Ending(1013, "service-interrupted");
    static final Ending SERVICE_SILENT = new Ending(1013, "service-silent");
    static final Ending CLIENT_GONE = new Ending(1001, "client-gone");
    static final Ending BROKEN = new Ending(1002, "protocol-error");

    private static final Ending NORMAL = new Ending(1000, "");
    private static final int NO_STATUS = 1005;

    /** What one side said when it closed; {@code otherwise} when it said nothing or what must not be repeated. */
    static Ending of(WebSocketCloseStatus said, Ending otherwise) {
        if (said.code() == NO_STATUS) {
            return NORMAL;
        }
        return WebSocketCloseStatus.isValidStatusCode(said.code()) && said.code() < 5000
                ? new Ending(said.code(), said.reasonText() == null ? "" : said.reasonText())
                : otherwise;
    }

    static Ending of(Throwable failure, Ending otherwise) {
        return switch (failure) {
            case CorruptedWebSocketFrameException corrupted
            when corrupted.closeStatus().code() == TOO_LARGE.code() -> TOO_LARGE;
            case TooLongFrameException tooLong -> TOO_LARGE;
            case CorruptedFrameException corrupted -> BROKEN;
            default -> otherwise;
        };
    }
}
