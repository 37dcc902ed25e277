package com.penguinmails.infrastructure.mailbox;

import com.penguinmails.infrastructure.mailserver.ConnectionSecurity;
import jakarta.persistence.Embeddable;

/**
 * How a stored mailbox reaches one of its servers.
 *
 * @param security as {@link ConnectionSecurity#text()}
 * @param password sealed with the tenant's key
 */
@Embeddable
record ServerAccess(String host, int port, String security, String username, String password) {

    @Override
    public String toString() {
        return "ServerAccess[" + host + ":" + port + "]";
    }
}
