package com.penguinmails.gateway.sockets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** One side of a WebSocket: the page's or the service's. */
final class Line {

    private static final Duration SAYING_GOODBYE = Duration.ofSeconds(3);
    private static final Duration HEARING_GOODBYE = Duration.ofMillis(200);

    /** What is said; a life sign without words is neither text nor binary. */
    sealed interface Heard {
        record Message(boolean text, byte[] bytes) implements Heard {
            WebSocketFrame frame() {
                ByteBuf content = Unpooled.wrappedBuffer(bytes);
                return text ? new TextWebSocketFrame(content) : new BinaryWebSocketFrame(content);
            }
        }

        record LifeSign() implements Heard {}
    }

    private final WebsocketInbound in;
    private final WebsocketOutbound out;
    private final int maxMessageBytes;
    private final Connection connection;

    /** At once, as the line opens: messages in many frames are put together from the first one on. */
    Line(WebsocketInbound in, WebsocketOutbound out, int maxMessageBytes) {
        this.in = in.aggregateFrames(maxMessageBytes);
        this.out = out;
        this.maxMessageBytes = maxMessageBytes;
        var holder = new AtomicReference<Connection>();
        in.withConnection(holder::set);
        this.connection = Objects.requireNonNull(holder.get());
    }

    /** Copies, so that nothing of the network's buffers outlives its moment. Reads on only when asked for more. */
    Flux<Heard> heard() {
        return in.receiveFrames().map(frame -> {
            // Netty minds the size of what it puts together, and not of what came in one piece.
            if (frame.content().readableBytes() > maxMessageBytes) {
                throw new TooLongFrameException(
                        "a message of " + frame.content().readableBytes() + " bytes");
            }
            return switch (frame) {
                case TextWebSocketFrame text -> new Heard.Message(true, ByteBufUtil.getBytes(text.content()));
                case BinaryWebSocketFrame binary -> new Heard.Message(false, ByteBufUtil.getBytes(binary.content()));
                default -> new Heard.LifeSign();
            };
        });
    }

    /** Ends when it is on its way; that is the pace at which the other side is read. */
    Mono<Void> say(Heard.Message message) {
        return out.sendObject(Mono.fromSupplier(message::frame)).then();
    }

    /** Nothing is added for one who does not even take what is there. */
    void ping() {
        if (connection.channel().isActive() && connection.channel().isWritable()) {
            connection.channel().writeAndFlush(new PingWebSocketFrame());
        }
    }

    /** How the other side said goodbye, after it has stopped. */
    Mono<Ending> goodbye(Ending withoutOne) {
        return in.receiveCloseStatus()
                .timeout(HEARING_GOODBYE)
                .map(said -> Ending.of(said, withoutOne))
                .onErrorReturn(withoutOne)
                .defaultIfEmpty(withoutOne);
    }

    /** Says why, and then hangs up, whether or not that was heard. */
    Mono<Void> close(Ending why) {
        return out.sendClose(why.code(), why.reason())
                .timeout(SAYING_GOODBYE)
                .onErrorComplete()
                .doFinally(said -> hangUp());
    }

    void hangUp() {
        connection.channel().close();
    }
}
