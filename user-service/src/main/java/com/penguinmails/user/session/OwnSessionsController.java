package com.penguinmails.user.session;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.AnyUser;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.OwnSignIn;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where one is signed in, and how to end that: at once for refreshing, within a minute for access tokens that are out. */
@RestController
@RequestMapping("/api/v1/users/me/sessions")
@AnyUser
@OwnSignIn
class OwnSessionsController {

    private final OwnSessions sessions;

    OwnSessionsController(OwnSessions sessions) {
        this.sessions = sessions;
    }

    /** @param current whether the request was made in it */
    record SessionView(
            UUID id,
            boolean current,
            Instant createdAt,
            Instant lastUsedAt,
            @Nullable String userAgent,
            @Nullable String address) {}

    @GetMapping
    CursorPage<SessionView> list(
            CurrentUser user,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        var rows = sessions.live(user.userId(), Cursors.idOr(cursor, Cursors.NEWEST), size + 1);
        return CursorPage.of(
                rows,
                size,
                row -> row.id().toString(),
                row -> new SessionView(
                        row.id(),
                        row.id().toString().equals(user.sessionId()),
                        row.createdAt(),
                        row.lastUsedAt(),
                        row.userAgent(),
                        row.address()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(CurrentUser user, @PathVariable UUID id) {
        if (!sessions.end(user.userId(), id)) {
            throw Refusal.notFound("session");
        }
    }

    /** All but the one that asks. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOthers(CurrentUser user) {
        sessions.endOthers(user.userId(), UUID.fromString(user.sessionId()));
    }
}
