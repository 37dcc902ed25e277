package com.penguinmails.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The platform says no, and says why: the one exception for expected refusals.
 *
 * <p>It crosses services intact: {@code web} renders it as an RFC 9457 problem, and the HTTP clients of
 * {@code security} turn that problem back into the same refusal. A bug is any other exception.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The closed list of reasons; each is one HTTP status. */
    public enum Kind {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        TOO_LARGE(413),
        UNSUPPORTED(415),
        TOO_MANY(429),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /**
     * One thing to mend.
     *
     * @param field what it is about: a JSON path of the request, or the code of a missing precondition
     * @param message what to do, in words fit for the person who called
     */
    public record Item(String field, String message) {}

    private final Kind kind;
    private final String code;
    private final transient List<Item> items;
    private final transient @Nullable Duration retryAfter;

    /**
     * @param code stable, kebab-case, documented in docs/errors.md
     * @param publicDetail says what to fix; never holds a secret or an internal cause
     */
    public Refusal(Kind kind, String code, String publicDetail, List<Item> items) {
        this(kind, code, publicDetail, items, null);
    }

    private Refusal(Kind kind, String code, String publicDetail, List<Item> items, @Nullable Duration retryAfter) {
        super(publicDetail);
        this.kind = kind;
        this.code = code;
        this.items = List.copyOf(items);
        this.retryAfter = retryAfter;
    }

    public Refusal(Kind kind, String code, String publicDetail) {
        this(kind, code, publicDetail, List.of());
    }

    public static Refusal invalid(String field, String message) {
        return new Refusal(
                Kind.INVALID, "invalid-request", "The request has invalid fields.", List.of(new Item(field, message)));
    }

    public static Refusal invalid(List<Item> items) {
        return new Refusal(Kind.INVALID, "invalid-request", "The request has invalid fields.", items);
    }

    /** The same answer for an id that never existed and for one of another tenant. */
    public static Refusal notFound(String what) {
        return new Refusal(Kind.NOT_FOUND, "not-found", "There is no such " + what + ".");
    }

    public static Refusal conflict(String code, String publicDetail) {
        return new Refusal(Kind.CONFLICT, code, publicDetail);
    }

    public static Refusal conflict(String code, String publicDetail, List<Item> items) {
        return new Refusal(Kind.CONFLICT, code, publicDetail, items);
    }

    public static Refusal unavailable(String code, String publicDetail) {
        return new Refusal(Kind.UNAVAILABLE, code, publicDetail);
    }

    /** @param retryAfter from when on the same request may succeed; callers see it in whole seconds, rounded up */
    public static Refusal tooMany(String code, String publicDetail, Duration retryAfter) {
        return new Refusal(Kind.TOO_MANY, code, publicDetail, List.of(), retryAfter);
    }

    /** Adds what the log should know and the caller should not. */
    public Refusal because(String privateCause) {
        initCause(new IllegalStateException(privateCause));
        return this;
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public List<Item> items() {
        return items;
    }

    /** How long the caller should wait before the next try, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public String publicDetail() {
        return String.valueOf(getMessage());
    }
}
