package com.penguinmails.user.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Published in the transaction that changes how one signs in to an account: older sign-ins must end with it.
 *
 * @param exceptSession the sign-in in which it was done; null ends all
 */
public record CredentialsReplaced(UUID accountId, @Nullable String exceptSession) {

    static CredentialsReplaced everywhere(UUID accountId) {
        return new CredentialsReplaced(accountId, null);
    }
}
