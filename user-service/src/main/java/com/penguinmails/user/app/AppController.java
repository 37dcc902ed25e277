package com.penguinmails.user.app;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.user.token.AppId;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import com.penguinmails.web.Idempotent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The apps of the current tenant. They have no secret: there is nothing to show once. */
@RestController
@RequestMapping(AppController.PATH)
class AppController {

    static final String PATH = "/api/v1/oauth/apps";

    private final Apps apps;

    AppController(Apps apps) {
        this.apps = apps;
    }

    /**
     * @param redirectUris exact; https, {@code http://127.0.0.1} and {@code http://[::1]} at any port, or an application's own scheme
     * @param scopes permissions that the caller has
     */
    record NewApp(
            @NotBlank
            @Size(max = 100)
            @Pattern(regexp = "[^\\p{Cc}\\p{Zl}\\p{Zp}]*", message = "must be one line of text")
            String name,

            @NotNull @Size(min = 1, max = 10)
            List<@NotNull @Size(min = 1, max = RedirectAddress.LONGEST) String> redirectUris,

            @NotNull @Size(min = 1, max = 50) List<@NotNull @Size(min = 1, max = 60) String> scopes) {}

    /** @param clientId what the app calls itself at the authorization and the token endpoint */
    record AppView(
            UUID id,
            String clientId,
            String name,
            List<String> redirectUris,
            List<String> scopes,
            UUID createdBy,
            Instant createdAt) {

        static AppView of(App app) {
            return new AppView(
                    app.id().appId(),
                    app.id().text(),
                    app.name(),
                    app.redirectUris(),
                    app.scopes(),
                    app.createdBy(),
                    app.createdAt());
        }
    }

    @PostMapping
    @RequiresPermission(Permissions.API_KEY_MANAGE)
    @RecentSignIn
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AppView> register(CurrentUser user, @Valid @RequestBody NewApp request) {
        if (!request.redirectUris().stream().allMatch(RedirectAddress::isGood)) {
            throw Refusal.invalid(
                    "redirectUris",
                    "must be https, http on 127.0.0.1 or [::1], or an application's own scheme such as com.example.app:/callback; without fragment");
        }
        App app = apps.register(user, request.name().strip(), request.redirectUris(), request.scopes());
        return ResponseEntity.created(URI.create(PATH + "/" + app.id().appId())).body(AppView.of(app));
    }

    @GetMapping
    @RequiresPermission(Permissions.API_KEY_READ)
    CursorPage<AppView> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        return CursorPage.of(
                apps.before(Cursors.idOr(cursor, Cursors.NEWEST), size + 1),
                size,
                app -> app.id().appId().toString(),
                AppView::of);
    }

    @GetMapping("/{id}")
    @RequiresPermission(Permissions.API_KEY_READ)
    AppView get(@PathVariable UUID id) {
        return AppView.of(apps.get(id));
    }

    @DeleteMapping("/{id}")
    @RequiresPermission(Permissions.API_KEY_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(CurrentUser user, @PathVariable UUID id) {
        apps.revoke(new AppId(user.tenant().value(), id));
    }
}
