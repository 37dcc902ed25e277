package com.penguinmails.worker.smtp;

import org.jspecify.annotations.Nullable;

/** A session that cannot go on; carries the {@link Transmission} it amounts to. */
final class SmtpFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Transmission transmission;

    SmtpFailure(Transmission transmission, @Nullable Throwable cause) {
        super(transmission.toString(), cause);
        this.transmission = transmission;
    }

    Transmission transmission() {
        return transmission;
    }
}
