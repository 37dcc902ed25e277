package com.penguinmails.tenant.apikey;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The keys of the current tenant.
 *
 * <p>Not {@code @Idempotent}, which would keep the answer, and the answer holds the key. The header is honoured all the same: a request
 * that is repeated makes no second key, and is told which one it made.
 */
@RestController
@RequestMapping(ApiKeyController.PATH)
class ApiKeyController {

    static final String PATH = "/api/v1/tenant/api-keys";

    private static final int DEFAULT_DAYS = 90;
    private static final int MOST_DAYS = 365;
    private static final int DAY_IN_MINUTES = 1440;
    private static final String REQUEST_KEY = "Idempotency-Key";

    private final ApiKeyList keys;

    ApiKeyController(ApiKeyList keys) {
        this.keys = keys;
    }

    /**
     * @param scopes permissions that the caller has
     * @param expiresInDays 1 to 365; 90 when left out
     * @param allowedRanges addresses and CIDR ranges; anywhere when left out
     */
    record NewKey(
            @NotBlank
            @Size(max = 100)
            @Pattern(
                    regexp = "[^\\p{Cc}\\p{Zl}\\p{Zp}]*",
                    message = "must be one line of text without control characters")
            String name,

            @NotNull @Size(min = 1, max = 50) List<@NotNull @Size(min = 1, max = 60) String> scopes,
            @Min(1) @Max(MOST_DAYS) @Nullable Integer expiresInDays,
            @Size(max = 50) @Nullable List<@NotNull @Size(min = 2, max = 60) String> allowedRanges) {}

    /** @param graceMinutes how long the old key goes on working, up to a day; it ends at once when left out */
    record Rotation(
            @Min(0) @Max(DAY_IN_MINUTES) @Nullable Integer graceMinutes,
            @Min(1) @Max(MOST_DAYS) @Nullable Integer expiresInDays) {}

    /** @param secret the whole key; it is never shown again */
    record MadeKey(ApiKey key, String secret) {

        @Override
        public String toString() {
            return "MadeKey[" + key.id() + "]";
        }
    }

    @PostMapping
    @RequiresPermission(Permissions.API_KEY_MANAGE)
    @RecentSignIn
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MadeKey> create(
            CurrentUser user,
            @RequestHeader(name = REQUEST_KEY, required = false) @Nullable String requestKey,
            @RequestBody @Valid NewKey request) {
        List<String> ranges = request.allowedRanges() == null
                ? List.of()
                : request.allowedRanges().stream()
                        .map(IpRange::parse)
                        .distinct()
                        .toList();
        return made(keys.create(
                user.userId(),
                request.name().strip(),
                request.scopes(),
                ranges,
                life(request.expiresInDays()),
                checked(requestKey)));
    }

    @GetMapping
    @RequiresPermission(Permissions.API_KEY_READ)
    CursorPage<ApiKey> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        return CursorPage.of(
                keys.list(Cursors.idOr(cursor, Cursors.NEWEST), size + 1),
                size,
                key -> key.id().toString(),
                Function.identity());
    }

    @GetMapping("/{id}")
    @RequiresPermission(Permissions.API_KEY_READ)
    ApiKey get(@PathVariable UUID id) {
        return keys.get(id);
    }

    @PostMapping("/{id}/rotate")
    @RequiresPermission(Permissions.API_KEY_MANAGE)
    @RecentSignIn
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<MadeKey> rotate(
            CurrentUser user,
            @PathVariable UUID id,
            @RequestHeader(name = REQUEST_KEY, required = false) @Nullable String requestKey,
            @RequestBody @Valid Rotation rotation) {
        Duration grace = Duration.ofMinutes(rotation.graceMinutes() == null ? 0 : rotation.graceMinutes());
        return made(keys.rotate(user.userId(), id, grace, life(rotation.expiresInDays()), checked(requestKey)));
    }

    @DeleteMapping("/{id}")
    @RequiresPermission(Permissions.API_KEY_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(CurrentUser user, @PathVariable UUID id) {
        keys.revoke(user.userId(), id);
    }

    private static ResponseEntity<MadeKey> made(ApiKeyList.Made made) {
        return ResponseEntity.created(URI.create(PATH + "/" + made.key().id()))
                .cacheControl(CacheControl.noStore())
                .body(new MadeKey(made.key(), made.text().value()));
    }

    private static Duration life(@Nullable Integer days) {
        return Duration.ofDays(days == null ? DEFAULT_DAYS : days);
    }

    private static @Nullable String checked(@Nullable String requestKey) {
        // What lies beyond printable ASCII is no header that anybody means.
        if (requestKey != null && !requestKey.matches("[ -~]{0,254}[!-~]")) {
            throw Refusal.invalid(REQUEST_KEY, "must be 1 to 255 printable characters");
        }
        return requestKey;
    }
}
