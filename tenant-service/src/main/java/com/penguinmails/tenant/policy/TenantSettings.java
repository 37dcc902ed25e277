package com.penguinmails.tenant.policy;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * In which language and forms a tenant's people read.
 *
 * @param language BCP 47, for example {@code en} or {@code pt-BR}
 * @param dateFormat the order of day, month and year
 * @param weekStart the first day of a week in calendars
 */
record TenantSettings(
        @NotNull @Pattern(regexp = "[a-z]{2,3}(-[A-Z]{2})?", message = "must be a language such as en or pt-BR")
        String language,

        @NotNull
        @Pattern(
                regexp = "YYYY-MM-DD|DD/MM/YYYY|MM/DD/YYYY|DD\\.MM\\.YYYY",
                message = "must be YYYY-MM-DD, DD/MM/YYYY, MM/DD/YYYY or DD.MM.YYYY")
        String dateFormat,

        @NotNull @Pattern(regexp = "monday|sunday|saturday", message = "must be monday, sunday or saturday")
        String weekStart) {

    static final TenantSettings DEFAULT = new TenantSettings("en", "YYYY-MM-DD", "monday");
}
