package com.penguinmails.user.app;

import com.penguinmails.user.token.AppId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A program that people of its tenant may let act for them.
 *
 * @param scopes the most it can be given
 */
record App(AppId id, String name, List<String> redirectUris, List<String> scopes, UUID createdBy, Instant createdAt) {

    App {
        redirectUris = List.copyOf(redirectUris);
        scopes = List.copyOf(scopes);
    }
}
