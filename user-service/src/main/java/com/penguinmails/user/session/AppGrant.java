package com.penguinmails.user.session;

import com.penguinmails.user.token.AppId;
import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person let an app do for them.
 *
 * @param scopes permissions; the app has those of them that the person still has
 */
public record AppGrant(AppId app, List<String> scopes) {

    public AppGrant {
        scopes = List.copyOf(scopes);
    }

    static @Nullable AppGrant of(@Nullable UUID tenantId, @Nullable UUID appId, @Nullable Array scopes)
            throws SQLException {
        return tenantId == null || appId == null || scopes == null
                ? null
                : new AppGrant(new AppId(tenantId, appId), List.of((String[]) scopes.getArray()));
    }
}
