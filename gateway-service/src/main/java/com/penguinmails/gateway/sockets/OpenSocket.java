package com.penguinmails.gateway.sockets;

import com.penguinmails.gateway.edge.Caller;
import com.penguinmails.tokens.EndedSessions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Carries messages between a page and a service until one of them stops, or has to.
 *
 * <p>One message is under way in each direction, and the next is read when it is gone: who reads slowly slows the other side down and fills nothing.
 */
final class OpenSocket {

    private final Caller caller;
    private final Line page;
    private final Line service;
    private final AtomicLong carried = new AtomicLong();
    private final Sinks.One<Ending> end = Sinks.one();

    private volatile Instant heardPage;
    private volatile Instant heardService;
    private volatile Instant pinged;
    private volatile Instant now;

    OpenSocket(Caller caller, Line page, Line service, Instant now) {
        this.caller = caller;
        this.page = page;
        this.service = service;
        this.heardPage = now;
        this.heardService = now;
        this.pinged = now;
        this.now = now;
    }

    /** Completes with why it ended, when both sides are closed. */
    Mono<Ending> run() {
        var toService = carry(page, service, Ending.CLIENT_GONE, () -> heardPage = now);
        var toPage = carry(service, page, Ending.SERVICE_GONE, () -> heardService = now);
        var goodbyes = end.asMono().flatMap(why -> Mono.when(page.close(why), service.close(why)));
        return Mono.when(toService, toPage, goodbyes).then(end.asMono());
    }

    private Mono<Void> carry(Line from, Line to, Ending silent, Runnable lifeSign) {
        return from.heard()
                .doOnNext(heard -> lifeSign.run())
                .concatMap(
                        heard ->
                                heard instanceof Line.Heard.Message message ? deliver(message, to) : Mono.<Void>empty(),
                        1)
                .then(Mono.defer(() -> from.goodbye(silent)))
                .onErrorResume(failure -> Mono.just(Ending.of(failure, silent)))
                .doOnNext(this::endWith)
                .then();
    }

    /** A side that takes nothing any more ends by its own silence, which says better what happened. */
    private Mono<Void> deliver(Line.Heard.Message message, Line to) {
        return to.say(message).doOnSuccess(said -> carried.incrementAndGet());
    }

    /** The first reason counts. */
    void endWith(Ending why) {
        end.tryEmitValue(why);
    }

    /** Looks whether it has to end, and otherwise asks both sides for a life sign now and then. */
    void watch(Instant time, EndedSessions ended, Duration silence, Duration pingEvery) {
        now = time;
        reasonToEnd(time, ended, silence).ifPresentOrElse(this::endWith, () -> {
            if (!time.isBefore(pinged.plus(pingEvery))) {
                pinged = time;
                page.ping();
                service.ping();
            }
        });
    }

    private Optional<Ending> reasonToEnd(Instant time, EndedSessions ended, Duration silence) {
        if (ended.contains(caller.sessionId())) {
            return Optional.of(Ending.SESSION_REVOKED);
        }
        if (!time.isBefore(caller.tokenExpiresAt())) {
            return Optional.of(Ending.TOKEN_EXPIRED);
        }
        if (time.isAfter(heardPage.plus(silence))) {
            return Optional.of(Ending.SILENT);
        }
        return time.isAfter(heardService.plus(silence)) ? Optional.of(Ending.SERVICE_SILENT) : Optional.empty();
    }

    /** Messages in both directions. */
    long carried() {
        return carried.get();
    }
}
