package com.penguinmails.mailworld.ledger;

/** Where in the SMTP dialogue an attempt ended. */
public enum Stage {
    AUTH,
    MAIL,
    RCPT,
    DATA
}
