package com.penguinmails.user.account;

/** Whether a password is known to those who guess; asked before one is set, never when one is used. */
interface BreachedPasswords {

    /** Answers false when it cannot tell: an outage of a helper must not stop people from setting passwords. */
    boolean contains(String password);
}
