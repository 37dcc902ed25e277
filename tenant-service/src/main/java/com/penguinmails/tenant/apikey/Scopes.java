package com.penguinmails.tenant.apikey;

import com.penguinmails.contracts.tenant.Permissions;
import java.util.Set;

/**
 * What a key can be given at all. Not what decides who else gets in, what is paid, or whether the tenant goes on: those acts are a
 * person's, who can be asked for a second factor.
 */
final class Scopes {

    static final Set<String> FOR_PEOPLE_ONLY = Set.of(
            Permissions.MEMBER_MANAGE,
            Permissions.API_KEY_READ,
            Permissions.API_KEY_MANAGE,
            Permissions.SECURITY_MANAGE,
            Permissions.BILLING_MANAGE,
            Permissions.TENANT_TRANSFER,
            Permissions.TENANT_DELETE);

    private Scopes() {}
}
