package com.penguinmails.worker.mime;

/** A value that must not go into a header or envelope. The message names the field and never shows the value. */
public final class UnsafeHeader extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsafeHeader(String field, String problem) {
        super(field + " " + problem);
    }
}
