package com.penguinmails.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside what else the endpoint asks for, the person must have signed in with what belongs to the account itself: a password, a passkey.
 * A sign-in for which a tenant's identity provider vouched is refused with {@code own-sign-in-required} (403).
 *
 * <p>Whoever runs that provider can be anybody in the tenant. They must not become the person everywhere else, so they may not change how
 * the person signs in, nor see what the person has beyond the tenant.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface OwnSignIn {}
