package com.penguinmails.infrastructure.mailserver;

/** How a login attempt ended. */
public sealed interface LoginOutcome {

    /** The server let us in. */
    record Accepted() implements LoginOutcome {}

    /**
     * The server could not be used.
     *
     * @param code {@code smtp-unreachable}, {@code smtp-tls-failed}, {@code smtp-login-refused}, or the same with {@code imap}
     * @param message what happened, for the person who gave the login; holds no password
     */
    record Failed(String code, String message) implements LoginOutcome {}

    /**
     * The server was not asked, because the rules forbid it.
     *
     * @param field which part is not allowed, for example {@code smtp.host}
     */
    record NotAllowed(String field, String message) implements LoginOutcome {}
}
