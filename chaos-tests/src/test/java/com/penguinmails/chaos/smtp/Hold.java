package com.penguinmails.chaos.smtp;

/** Where the server may stand still. */
public enum Hold {
    /** Before it answers RCPT: nothing of the mail was said yet. */
    BEFORE_DATA,
    /** Before it answers DATA: the next thing is the mail itself. */
    BEFORE_CONTENT,
    /** It has the final dot and has taken the mail, and does not say so yet. */
    AFTER_DOT
}
