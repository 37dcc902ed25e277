package com.penguinmails.gateway.reads;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives JSON a tag and answers 304 to those who have it. A long answer passes untouched, as it comes: only what fits into a small buffer
 * is looked at whole.
 */
final class TaggedResponse extends ServerHttpResponseDecorator {

    private static final int MAX_BYTES = 256 * 1024;

    private final ServerHttpRequest request;
    private final Consumer<byte[]> seen;

    /** @param seen is given the body of an answer that got a tag */
    TaggedResponse(ServerHttpRequest request, ServerHttpResponse response, Consumer<byte[]> seen) {
        super(response);
        this.request = request;
        this.seen = seen;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return isTaggable() ? super.writeWith(tagged(Flux.from(body))) : super.writeWith(body);
    }

    private boolean isTaggable() {
        HttpHeaders headers = getHeaders();
        MediaType type = headers.getContentType();
        return HttpStatus.OK.equals(getStatusCode())
                && headers.getETag() == null
                && !headers.containsHeader(HttpHeaders.CONTENT_ENCODING)
                && type != null
                && MediaType.APPLICATION_JSON.isCompatibleWith(type);
    }

    /** Headers are sent with the first byte, so there is time until then. */
    private Flux<DataBuffer> tagged(Flux<? extends DataBuffer> body) {
        var size = new AtomicLong();
        return body.cast(DataBuffer.class)
                .publish(parts -> parts.takeUntil(part -> size.addAndGet(part.readableByteCount()) > MAX_BYTES)
                        .collectList()
                        .flatMapMany(first ->
                                size.get() > MAX_BYTES ? Flux.concat(Flux.fromIterable(first), parts) : whole(first)))
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
    }

    private Flux<DataBuffer> whole(List<DataBuffer> parts) {
        byte[] bytes = bytesOf(parts);
        String tag = EntityTag.of(bytes);
        getHeaders().setETag(tag);
        seen.accept(bytes);
        if (EntityTag.isKnown(tag, request.getHeaders())) {
            setStatusCode(HttpStatus.NOT_MODIFIED);
            getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
            return Flux.empty();
        }
        return Flux.just(bufferFactory().wrap(bytes));
    }

    private static byte[] bytesOf(List<DataBuffer> parts) {
        byte[] bytes =
                new byte[parts.stream().mapToInt(DataBuffer::readableByteCount).sum()];
        int at = 0;
        for (DataBuffer part : parts) {
            int length = part.readableByteCount();
            part.read(bytes, at, length);
            DataBufferUtils.release(part);
            at += length;
        }
        return bytes;
    }
}
