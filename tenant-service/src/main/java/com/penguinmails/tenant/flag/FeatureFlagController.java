package com.penguinmails.tenant.flag;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RequiresPermission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Features: read by tenants, switched by operators. */
@RestController
class FeatureFlagController {

    private static final String FLAGS = "/api/v1/platform/admin/feature-flags";
    private static final int MOST_NAMED = 1_000;

    private final FeatureFlags flags;
    private final Clock clock;

    FeatureFlagController(FeatureFlags flags, Clock clock) {
        this.flags = flags;
        this.clock = clock;
    }

    record FeatureList(List<String> items) {}

    record FlagList(List<FeatureFlag> items) {}

    record NewFlag(
            @NotBlank @Size(max = 300) String description,
            @NotNull Boolean enabled,
            @NotNull @Min(0) @Max(100) Integer percentage,
            @Size(max = MOST_NAMED) @Nullable List<@NotNull UUID> allow,
            @Size(max = MOST_NAMED) @Nullable List<@NotNull UUID> deny) {}

    @GetMapping("/api/v1/tenant/features")
    @RequiresPermission(Permissions.TENANT_READ)
    FeatureList features() {
        return new FeatureList(flags.onForTenant());
    }

    @GetMapping(FLAGS)
    @RequiresPermission(PlatformPermissions.FLAG_MANAGE)
    FlagList list() {
        return new FlagList(flags.list());
    }

    @GetMapping(FLAGS + "/{key}")
    @RequiresPermission(PlatformPermissions.FLAG_MANAGE)
    FeatureFlag get(@PathVariable String key) {
        return flags.get(key);
    }

    @PutMapping(FLAGS + "/{key}")
    @RequiresPermission(PlatformPermissions.FLAG_MANAGE)
    FeatureFlag put(
            CurrentUser operator,
            @PathVariable
                    @Pattern(
                            regexp = "[a-z][a-z0-9-]{1,59}",
                            message = "must be 2 to 60 lower-case letters, digits and hyphens")
                    String key,
            @RequestBody @Valid NewFlag wanted) {
        return flags.put(new FeatureFlag(
                key,
                wanted.description().strip(),
                wanted.enabled(),
                wanted.percentage(),
                wanted.allow() == null ? List.of() : wanted.allow(),
                wanted.deny() == null ? List.of() : wanted.deny(),
                clock.instant(),
                operator.userId()));
    }

    @DeleteMapping(FLAGS + "/{key}")
    @RequiresPermission(PlatformPermissions.FLAG_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(CurrentUser operator, @PathVariable String key) {
        flags.delete(operator.userId(), key);
    }
}
