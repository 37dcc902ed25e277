package com.penguinmails.tenant.apikey;

import com.penguinmails.contracts.tenant.Permissions;
import java.util.Set;

/** What a key can be given at all. */
final class Scopes {

    static final Set<String> FOR_PEOPLE_ONLY = Permissions.FOR_PEOPLE_ONLY;

    private Scopes() {}
}
