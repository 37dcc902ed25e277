package com.penguinmails.tenant.membership;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.contracts.user.UserDirectory.UserView;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.OwnSignIn;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import com.penguinmails.web.Filters;
import com.penguinmails.web.Idempotent;
import com.penguinmails.web.SortedPage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people of the current tenant. */
@RestController
@RequestMapping("/api/v1/tenant")
class MemberController {

    private static final String ONE_LINE = "[^\\p{Cc}\\p{Zl}\\p{Zp}]*";

    private final Members members;
    private final CustomRoles own;
    private final Roles roles;
    private final People people;

    MemberController(Members members, CustomRoles own, Roles roles, People people) {
        this.members = members;
        this.own = own;
        this.roles = roles;
        this.people = people;
    }

    /** @param email and {@code name} are null when the account is gone, and while accounts cannot be asked for */
    record MemberView(
            UUID userId, @Nullable String email, @Nullable String name, String role, Instant joinedAt) {

        static MemberView of(Member member, Map<UUID, UserView> people) {
            UserView person = people.get(member.userId());
            return new MemberView(
                    member.userId(),
                    person == null ? null : person.email(),
                    person == null ? null : person.name(),
                    member.role(),
                    member.joinedAt());
        }
    }

    record RoleList(List<Role> items) {}

    /** @param role its name in tokens and paths; it never changes */
    record NewRole(
            @NotNull
            @Pattern(
                    regexp = "[a-z][a-z0-9-]{1,39}",
                    message = "must be 2 to 40 lower-case letters, digits and hyphens")
            String role,

            @NotBlank @Size(max = 60) @Pattern(regexp = ONE_LINE, message = "must be one line of text")
            String name,

            @Size(max = 200) @Pattern(regexp = ONE_LINE, message = "must be one line of text") @Nullable
            String description,

            @NotNull @Size(min = 1, max = 50) List<@NotNull @Size(min = 1, max = 60) String> permissions) {}

    record RoleContent(
            @NotBlank @Size(max = 60) @Pattern(regexp = ONE_LINE, message = "must be one line of text")
            String name,

            @Size(max = 200) @Pattern(regexp = ONE_LINE, message = "must be one line of text") @Nullable
            String description,

            @NotNull @Size(min = 1, max = 50) List<@NotNull @Size(min = 1, max = 60) String> permissions) {}

    record RoleChange(@NotNull @Size(min = 1, max = 40) String role) {}

    record Transfer(@NotNull UUID userId) {}

    @GetMapping("/roles")
    @RequiresPermission(Permissions.MEMBER_READ)
    RoleList roles() {
        return new RoleList(roles.all());
    }

    @PostMapping("/roles")
    @RequiresPermission(Permissions.MEMBER_MANAGE)
    @RecentSignIn
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    public ResponseEntity<Role> createRole(CurrentUser user, @RequestBody @Valid NewRole request) {
        Role role = own.create(
                user.userId(), role(request.role(), request.name(), request.description(), request.permissions()));
        return ResponseEntity.created(URI.create("/api/v1/tenant/roles")).body(role);
    }

    @PutMapping("/roles/{role}")
    @RequiresPermission(Permissions.MEMBER_MANAGE)
    @RecentSignIn
    Role changeRole(CurrentUser user, @PathVariable String role, @RequestBody @Valid RoleContent content) {
        return own.change(user.userId(), role(role, content.name(), content.description(), content.permissions()));
    }

    @DeleteMapping("/roles/{role}")
    @RequiresPermission(Permissions.MEMBER_MANAGE)
    @RecentSignIn
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteRole(CurrentUser user, @PathVariable String role) {
        own.delete(user.userId(), role);
    }

    private static Role role(String role, String name, @Nullable String description, List<String> permissions) {
        return new Role(
                role,
                name.strip(),
                description == null ? "" : description.strip(),
                true,
                permissions.stream().distinct().toList());
    }

    /**
     * @param role one or several, with commas
     * @param sort {@code joinedAt} or {@code role}, with - in front for descending
     */
    @GetMapping("/members")
    @RequiresPermission(Permissions.MEMBER_READ)
    CursorPage<MemberView> list(
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        SortedPage page = MemberTable.SORT.page(sort, cursor);
        List<Member> found = members.list(
                page,
                Filters.anyOf("role", role, roles.all().stream().map(Role::role).toList()),
                size + 1);
        Map<UUID, UserView> names =
                people.find(found.stream().map(Member::userId).toList());
        return CursorPage.of(
                found,
                size,
                member -> page.position(
                        page.sortedBy().equals("role") ? member.role() : member.joinedAt(), member.userId()),
                member -> MemberView.of(member, names));
    }

    @GetMapping("/members/{userId}")
    @RequiresPermission(Permissions.MEMBER_READ)
    MemberView get(@PathVariable UUID userId) {
        return view(members.get(userId));
    }

    @PatchMapping("/members/{userId}")
    @RequiresPermission(Permissions.MEMBER_MANAGE)
    @RecentSignIn
    MemberView changeRole(CurrentUser user, @PathVariable UUID userId, @RequestBody @Valid RoleChange change) {
        return view(members.changeRole(user, userId, change.role()));
    }

    @DeleteMapping("/members/{userId}")
    @RequiresPermission(Permissions.MEMBER_MANAGE)
    @RecentSignIn
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentUser user, @PathVariable UUID userId) {
        members.remove(user, userId);
    }

    /** Whoever belongs to a tenant may go; every role may read it. No key can do it: keys prove no sign-in. */
    @PostMapping("/departure")
    @RequiresPermission(Permissions.TENANT_READ)
    @RecentSignIn
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(CurrentUser user) {
        members.leave(user.userId());
    }

    @PostMapping("/ownership-transfer")
    @RequiresPermission(Permissions.TENANT_TRANSFER)
    @RecentSignIn
    @OwnSignIn
    @Idempotent
    public ResponseEntity<MemberView> transfer(CurrentUser user, @RequestBody @Valid Transfer transfer) {
        return ResponseEntity.ok(view(members.transferOwnership(user.userId(), transfer.userId())));
    }

    private MemberView view(Member member) {
        return MemberView.of(member, people.find(List.of(member.userId())));
    }
}
