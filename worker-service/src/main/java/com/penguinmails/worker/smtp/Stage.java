package com.penguinmails.worker.smtp;

/** How far an SMTP session had got. */
public enum Stage {
    CONNECT,
    GREETING,
    HELLO,
    STARTTLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    /** The content is on its way, the final dot is not. */
    CONTENT,
    /** The final dot may have left: only a reply can say what became of the mail. */
    DOT
}
