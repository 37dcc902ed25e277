package com.penguinmails.user.app;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.AnyUser;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.user.session.AppSessions;
import com.penguinmails.user.session.AppSessions.Grant;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The apps that may act for a person, and an end to it: at once for refreshing, within a minute for access tokens that are out. */
@RestController
@RequestMapping("/api/v1/users/me/apps")
@AnyUser
class GrantedAppsController {

    private final AppSessions sessions;

    GrantedAppsController(AppSessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    CursorPage<Grant> list(
            CurrentUser user,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        return CursorPage.of(
                sessions.of(user.userId(), reach(user), Cursors.idOr(cursor, Cursors.NEWEST), size + 1),
                size,
                grant -> grant.id().toString(),
                Function.identity());
    }

    /** Ending it twice is no mistake. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(CurrentUser user, @PathVariable UUID id) {
        if (!sessions.end(user.userId(), reach(user), id)) {
            throw Refusal.notFound("app that acts for you");
        }
    }

    /** A sign-in that a tenant's provider vouched for reaches what is in that tenant. */
    private static @Nullable UUID reach(CurrentUser user) {
        return user.ownSignIn() ? null : user.tenant().value();
    }
}
