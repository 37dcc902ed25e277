package com.penguinmails.mailworld.behaviour;

/** Whether the world's servers work at all. */
public enum Outage {
    /** They work. */
    NONE,
    /** Every recipient is answered with 451 4.3.0. */
    FAIL_EVERYTHING,
    /** The SMTP port is closed: open connections end, new ones are refused by the operating system. */
    REFUSE_CONNECTIONS
}
