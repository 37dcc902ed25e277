package com.penguinmails.tenant.invitation;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.contracts.user.AccountLookup;
import com.penguinmails.contracts.user.UserDirectory;
import com.penguinmails.contracts.user.UserDirectory.UserView;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.AnyUser;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.OwnSignIn;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.tenancy.TenantHandover;
import com.penguinmails.tenant.membership.Ownership;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import com.penguinmails.web.Idempotent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Invitations: made by members, answered by whom they are for. */
@RestController
class InvitationController {

    private static final String PATH = "/api/v1/tenant/invitations";

    private final Invitations invitations;
    private final Acceptance acceptance;
    private final UserDirectory users;
    private final AccountLookup accounts;
    private final TenantHandover handover;

    InvitationController(
            Invitations invitations,
            Acceptance acceptance,
            UserDirectory users,
            AccountLookup accounts,
            TenantHandover handover) {
        this.invitations = invitations;
        this.acceptance = acceptance;
        this.users = users;
        this.accounts = accounts;
        this.handover = handover;
    }

    record NewInvitation(
            @NotNull @Size(min = 3, max = 254) String email,
            @NotNull @Size(min = 1, max = 40) String role) {}

    record Answer(@NotNull @Size(min = 1, max = 200) String token) {

        @Override
        public String toString() {
            return "Answer[]";
        }
    }

    @PostMapping(PATH)
    @RequiresPermission(Permissions.MEMBER_MANAGE)
    @RecentSignIn
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    public ResponseEntity<Invitation> create(CurrentUser user, @RequestBody @Valid NewInvitation request) {
        EmailAddress address = EmailAddress.parse(request.email())
                .orElseThrow(() -> Refusal.invalid("email", "must be a mail address such as ana@example.com"));
        // A token may be older than the verification.
        if (!user.emailVerified() && !users.user(user.userId()).emailVerified()) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN, "email-not-verified", "Follow the link in the verification mail first.");
        }
        Ownership.check(user, request.role());
        Invitation invitation = invitations.create(user.userId(), address, account(address), request.role());
        return ResponseEntity.created(URI.create(PATH + "/" + invitation.id())).body(invitation);
    }

    @GetMapping(PATH)
    @RequiresPermission(Permissions.MEMBER_MANAGE)
    CursorPage<Invitation> list(
            @RequestParam(required = false)
                    @Pattern(
                            regexp = "pending|accepted|revoked|expired",
                            message = "must be pending, accepted, revoked or expired")
                    @Nullable
                    String status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        return CursorPage.of(
                invitations.list(status, Cursors.idOr(cursor, Cursors.NEWEST), size + 1),
                size,
                invitation -> invitation.id().toString(),
                Function.identity());
    }

    @GetMapping(PATH + "/{id}")
    @RequiresPermission(Permissions.MEMBER_MANAGE)
    Invitation get(@PathVariable UUID id) {
        return invitations.get(id);
    }

    @PostMapping(PATH + "/{id}/resend")
    @RequiresPermission(Permissions.MEMBER_MANAGE)
    @Idempotent
    @ResponseStatus(HttpStatus.ACCEPTED)
    public ResponseEntity<Invitation> resend(CurrentUser user, @PathVariable UUID id) {
        return ResponseEntity.accepted().body(invitations.resend(user.userId(), id));
    }

    @DeleteMapping(PATH + "/{id}")
    @RequiresPermission(Permissions.MEMBER_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(CurrentUser user, @PathVariable UUID id) {
        invitations.revoke(user.userId(), id);
    }

    /** The person then refreshes their session with the id of the tenant. */
    @PostMapping("/api/v1/tenants/join")
    @AnyUser
    @OwnSignIn
    @Idempotent
    public ResponseEntity<Acceptance.Joined> join(CurrentUser user, @RequestBody @Valid Answer answer) {
        InvitationToken token = InvitationToken.parse(answer.token()).orElseThrow(Acceptance::invalid);
        UserView person = users.user(user.userId());
        return ResponseEntity.ok(handover.to(token.tenant(), () -> acceptance.accept(person, token)));
    }

    private Optional<UUID> account(EmailAddress address) {
        try {
            return Optional.of(accounts.byEmail(new AccountLookup.AddressQuestion(address.value()))
                    .id());
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw refusal;
        }
    }
}
