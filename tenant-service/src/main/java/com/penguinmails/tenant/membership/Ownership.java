package com.penguinmails.tenant.membership;

import com.penguinmails.security.CurrentUser;
import java.util.List;

/**
 * Who makes an owner, or takes one away, signed in as themselves. Whoever runs the tenant's identity provider can come as any owner it knows;
 * by making another one, who signs in with a password, they would have the tenant for good.
 */
public final class Ownership {

    private Ownership() {}

    /** @param roles those that are given or taken. Refuses with {@code own-sign-in-required}. */
    public static void check(CurrentUser user, String... roles) {
        if (List.of(roles).contains(Role.OWNER)) {
            user.requireOwnSignIn();
        }
    }
}
