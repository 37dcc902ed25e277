package com.penguinmails.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;

/**
 * Beside what else the endpoint asks for, the person must have proved who they are within the last {@link #MINUTES} minutes, with every
 * factor they have. Others are refused with {@code step-up-required} (403) and go to {@code POST /api/v1/auth/step-up} first.
 *
 * <p>For acts that a stolen access token must not be good for: changing how one signs in, making keys, paying, exporting, deleting.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface RecentSignIn {

    /** How long a proof counts, in minutes. */
    int MINUTES = 10;

    /** {@link #MINUTES} as a duration. */
    Duration LIFE = Duration.ofMinutes(MINUTES);
}
