package com.penguinmails.user.account;

/** The mails about an account that {@link AccountMail} sends. */
enum AccountLetter {

    /** With a link to set a new password. */
    RESET_PASSWORD,

    /** Tells the owner that the password is another one. */
    PASSWORD_CHANGED,

    SECOND_FACTOR_ON,

    SECOND_FACTOR_OFF,

    RECOVERY_CODES_RENEWED
}
