package com.penguinmails.user.account;

/** The mails about an account that {@link AccountMail} sends. */
enum AccountLetter {

    /** With a link to set a new password. */
    RESET_PASSWORD,

    /** Tells the owner that the password is another one. */
    PASSWORD_CHANGED,

    /** To the new address: a link that proves it, or word that it has an account already. */
    CONFIRM_EMAIL_CHANGE,

    /** To the old address. */
    EMAIL_CHANGED,

    SECOND_FACTOR_ON,

    SECOND_FACTOR_OFF,

    RECOVERY_CODES_RENEWED,

    PASSKEY_ADDED,

    PASSKEY_REMOVED,

    PROVIDER_LINKED,

    /** The last one. */
    ACCOUNT_CLOSED
}
