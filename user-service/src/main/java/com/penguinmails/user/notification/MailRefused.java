package com.penguinmails.user.notification;

/** The mail system will never take this mail, for example because there is no such mailbox. */
public final class MailRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MailRefused(String reason, Throwable cause) {
        super(reason, cause);
    }
}
