package com.penguinmails.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The endpoint honours the header {@code Idempotency-Key}: the same key with the same request gives the first answer again and does
 * nothing twice; with another request it is refused with {@code idempotency-key-reused} (409). Keys live for 24 hours.
 *
 * <p>Key, answer and effect are written in one transaction, so a crash leaves all of them or none. The method runs inside that
 * transaction; a refusal rolls it back and is not stored. It must return a {@code ResponseEntity}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Idempotent {}
