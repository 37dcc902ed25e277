package com.penguinmails.tenant.staff;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.contracts.user.AccountLookup;
import com.penguinmails.contracts.user.UserDirectory.UserView;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import com.penguinmails.web.Idempotent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The list of operators, for operators. */
@RestController
@RequestMapping(StaffController.PATH)
class StaffController {

    static final String PATH = "/api/v1/platform/admin/staff";

    private final Staff staff;
    private final AccountLookup accounts;
    private final StaffActs acts;

    StaffController(Staff staff, AccountLookup accounts, StaffActs acts) {
        this.acts = acts;
        this.staff = staff;
        this.accounts = accounts;
    }

    /** @param email of an account; the person signs up and proves the address first */
    record NewMember(
            @NotNull @Size(min = 3, max = 254) String email,
            @NotNull @Size(min = 1, max = 40) String role) {}

    /** @param active false takes every permission away with the next token */
    record MemberChange(
            @Size(min = 1, max = 40) @Nullable String role,
            @Nullable Boolean active) {}

    @GetMapping
    @RequiresPermission(PlatformPermissions.STAFF_MANAGE)
    CursorPage<StaffMember> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        return CursorPage.of(
                staff.list(Cursors.idOr(cursor, Cursors.OLDEST), size + 1),
                size,
                member -> member.userId().toString(),
                Function.identity());
    }

    /** Who did what to the platform itself, from new to old. */
    @GetMapping("/acts")
    @RequiresPermission(PlatformPermissions.STAFF_MANAGE)
    CursorPage<StaffActs.Act> acts(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        return CursorPage.of(
                acts.list(Cursors.idOr(cursor, Cursors.NEWEST), size + 1),
                size,
                act -> act.id().toString(),
                Function.identity());
    }

    @GetMapping("/{userId}")
    @RequiresPermission(PlatformPermissions.STAFF_MANAGE)
    StaffMember get(@PathVariable UUID userId) {
        return staff.get(userId);
    }

    @PostMapping
    @RequiresPermission(PlatformPermissions.STAFF_MANAGE)
    @RecentSignIn
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    public ResponseEntity<StaffMember> add(CurrentUser operator, @RequestBody @Valid NewMember request) {
        StaffMember member = staff.add(operator.userId(), account(request.email()), request.role());
        return ResponseEntity.created(URI.create(PATH + "/" + member.userId())).body(member);
    }

    @PatchMapping("/{userId}")
    @RequiresPermission(PlatformPermissions.STAFF_MANAGE)
    @RecentSignIn
    StaffMember change(CurrentUser operator, @PathVariable UUID userId, @RequestBody @Valid MemberChange change) {
        return staff.change(operator.userId(), userId, change.role(), change.active());
    }

    private UserView account(String email) {
        UserView account;
        try {
            account = accounts.byEmail(new AccountLookup.AddressQuestion(email));
        } catch (Refusal refusal) {
            throw refusal.kind() == Refusal.Kind.NOT_FOUND ? noAccount() : refusal;
        }
        if (!account.emailVerified()) {
            throw noAccount();
        }
        return account;
    }

    private static Refusal noAccount() {
        return Refusal.invalid("email", "must be the proved address of an account; ask the person to sign up first");
    }
}
