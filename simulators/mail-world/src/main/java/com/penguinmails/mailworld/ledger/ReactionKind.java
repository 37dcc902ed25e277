package com.penguinmails.mailworld.ledger;

/** The things a recipient does with a mail, in the order in which it does them. */
public enum ReactionKind {
    OPEN,
    CLICK,
    UNSUBSCRIBE,
    REPLY,
    DSN
}
