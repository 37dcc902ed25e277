package com.penguinmails.tenant.closure;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.OwnSignIn;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.Idempotent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The end of the current tenant. */
@RestController
@RequestMapping("/api/v1/tenant/closure")
class ClosureController {

    private final Closure closure;

    ClosureController(Closure closure) {
        this.closure = closure;
    }

    /** @param name of the tenant, typed by who means it */
    record Confirmation(@NotBlank @Size(max = 100) String name) {}

    @PostMapping
    @RequiresPermission(Permissions.TENANT_DELETE)
    @OwnSignIn
    @RecentSignIn
    @Idempotent
    @ResponseStatus(HttpStatus.ACCEPTED)
    public ResponseEntity<Closure.State> ask(CurrentUser user, @RequestBody @Valid Confirmation confirmation) {
        return ResponseEntity.accepted().body(closure.ask(user.userId(), confirmation.name()));
    }

    @DeleteMapping
    @RequiresPermission(Permissions.TENANT_DELETE)
    Closure.State takeBack(CurrentUser user) {
        return closure.takeBack(user.userId());
    }
}
