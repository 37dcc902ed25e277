package com.penguinmails.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The caller is a person (or their API key) with a tenant chosen, who holds this permission there.
 *
 * <p>A permission of the platform ({@code platform:queue:read}) needs no tenant, and the method runs in no tenant's scope. Such methods,
 * and no others, lie below {@code /api/v1/platform/}.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface RequiresPermission {

    /** For example {@code campaign:send}; see {@code contracts.tenant.Permissions} and {@code PlatformPermissions}. */
    String value();
}
