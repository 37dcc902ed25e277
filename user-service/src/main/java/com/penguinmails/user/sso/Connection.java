package com.penguinmails.user.sso;

import com.penguinmails.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's identity provider.
 *
 * @param sealedSecret our secret there, under the tenant's key
 * @param enforced whether members other than owners get into the tenant in no other way
 * @param joinRole what somebody becomes who is no member yet; null lets nobody in
 */
record Connection(
        TenantId tenant,
        String issuer,
        String clientId,
        String sealedSecret,
        boolean enforced,
        @Nullable String joinRole) {

    /** Where the secret is kept, for the cipher. */
    static final String PLACE = "users|sso_connections|client_secret";

    @Override
    public String toString() {
        return "Connection[" + tenant + "]";
    }
}
