package com.penguinmails.tenant.policy;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.contracts.tenant.TenantRules.SignInPolicy;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.security.RequiresPermission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the current tenant decides for its members. */
@RestController
@RequestMapping("/api/v1/tenant")
class PolicyController {

    private static final int LEAST_MINUTES = 15;
    private static final int MOST_MINUTES = 43_200;

    private final Policies policies;
    private final Settings settings;

    PolicyController(Policies policies, Settings settings) {
        this.policies = policies;
        this.settings = settings;
    }

    /** @param sessionMinutes 15 minutes to 30 days; null for the platform's own limit */
    record NewPolicy(
            @NotNull Boolean mfaRequired,
            @Min(LEAST_MINUTES) @Max(MOST_MINUTES) @Nullable Integer sessionMinutes) {}

    @GetMapping("/policy")
    @RequiresPermission(Permissions.TENANT_READ)
    SignInPolicy policy() {
        return policies.current();
    }

    @PutMapping("/policy")
    @RequiresPermission(Permissions.SECURITY_MANAGE)
    @RecentSignIn
    SignInPolicy setPolicy(CurrentUser user, @RequestBody @Valid NewPolicy policy) {
        return policies.set(user.userId(), new SignInPolicy(policy.mfaRequired(), policy.sessionMinutes()));
    }

    @GetMapping("/settings")
    @RequiresPermission(Permissions.TENANT_READ)
    TenantSettings settings() {
        return settings.current();
    }

    @PutMapping("/settings")
    @RequiresPermission(Permissions.TENANT_MANAGE)
    TenantSettings setSettings(CurrentUser user, @RequestBody @Valid TenantSettings wanted) {
        return settings.set(user.userId(), wanted);
    }
}
