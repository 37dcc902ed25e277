package com.penguinmails.tenant.tenant;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Text that fits on one line of a mail: something visible, no control characters. Null is fine. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
// Possessive, so that a long text takes one pass whatever it holds.
@Pattern(regexp = "\\p{Zs}*+[^\\p{Zs}\\p{Zl}\\p{Zp}\\p{Cc}][^\\p{Zl}\\p{Zp}\\p{Cc}]*+")
@ReportAsSingleViolation
@interface OneLine {

    String message() default "must be one line of text without control characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
