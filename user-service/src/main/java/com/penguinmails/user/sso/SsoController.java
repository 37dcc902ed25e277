package com.penguinmails.user.sso;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.OwnSignIn;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.user.sso.DomainTable.Domain;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Idempotent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Single sign-on of the current tenant. Changing it is for owners: whoever says who vouches for people can be any of them in the tenant,
 * owners too. Hence the permission that only owners have, and their own sign-in.
 */
@RestController
@RequestMapping("/api/v1/sso")
class SsoController {

    private final SsoSettings settings;
    private final Domains domains;
    private final RedirectPages pages;

    SsoController(SsoSettings settings, Domains domains, RedirectPages pages) {
        this.settings = settings;
        this.domains = domains;
        this.pages = pages;
    }

    /**
     * @param issuer exactly as the provider writes it
     * @param clientSecret may be left out when issuer and client id stay
     * @param enforced whether members other than owners get into the tenant in no other way
     * @param joinRole {@code viewer}, {@code member} or {@code manager}: what somebody becomes who is no member yet; left out, nobody does
     */
    record NewConnection(
            @NotBlank @Size(max = GuardedAddress.LONGEST) String issuer,

            @NotBlank @Size(max = 200) @Pattern(regexp = "[!-~]+", message = "must be printable, without blanks")
            String clientId,

            @Nullable @Size(min = 1, max = 500) @Pattern(regexp = "[ -~]+", message = "must be printable")
            String clientSecret,

            @NotNull Boolean enforced,

            @Nullable @Pattern(regexp = "viewer|member|manager", message = "must be viewer, member or manager")
            String joinRole) {

        @Override
        public String toString() {
            return "NewConnection[]";
        }
    }

    record NewDomain(@NotBlank @Size(max = 253) String domain) {}

    /** @param redirectUri what the provider has to be told about us; this tenant's alone */
    record SsoView(String redirectUri, @Nullable ConnectionView connection) {}

    record ConnectionView(
            String issuer,
            String clientId,
            boolean enforced,
            @Nullable String joinRole) {

        static ConnectionView of(Connection connection) {
            return new ConnectionView(
                    connection.issuer(), connection.clientId(), connection.enforced(), connection.joinRole());
        }
    }

    /** What proves a domain, published as TXT. */
    record ProofRecord(String name, String value) {}

    record DomainView(String domain, boolean proved, ProofRecord record, Instant createdAt) {

        static DomainView of(Domain domain) {
            return new DomainView(
                    domain.name(),
                    domain.proved(),
                    new ProofRecord(Domains.recordName(domain.name()), Domains.recordValue(domain.proof())),
                    domain.createdAt());
        }
    }

    @GetMapping
    @RequiresPermission(Permissions.SECURITY_MANAGE)
    SsoView get(CurrentUser user) {
        return new SsoView(
                pages.of(user.tenant()),
                settings.current().map(ConnectionView::of).orElse(null));
    }

    @PutMapping("/connection")
    @RequiresPermission(Permissions.TENANT_TRANSFER)
    @RecentSignIn
    @OwnSignIn
    SsoView set(CurrentUser user, @Valid @RequestBody NewConnection wanted) {
        Connection connection = settings.set(
                user,
                new SsoSettings.Wanted(
                        wanted.issuer(),
                        wanted.clientId(),
                        wanted.clientSecret(),
                        wanted.enforced(),
                        wanted.joinRole()));
        return new SsoView(pages.of(user.tenant()), ConnectionView.of(connection));
    }

    /** Sign-ins for which the provider vouched end. */
    @DeleteMapping("/connection")
    @RequiresPermission(Permissions.TENANT_TRANSFER)
    @RecentSignIn
    @OwnSignIn
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentUser user) {
        settings.remove(user);
    }

    /** There are at most twenty, so this is always the one page. */
    @GetMapping("/domains")
    @RequiresPermission(Permissions.SECURITY_MANAGE)
    CursorPage<DomainView> domains() {
        return new CursorPage<>(domains.all().stream().map(DomainView::of).toList(), null);
    }

    @PostMapping("/domains")
    @RequiresPermission(Permissions.TENANT_TRANSFER)
    @RecentSignIn
    @OwnSignIn
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<DomainView> add(CurrentUser user, @Valid @RequestBody NewDomain request) {
        Domain domain = domains.add(user, request.domain());
        return ResponseEntity.created(URI.create("/api/v1/sso/domains/" + domain.name()))
                .body(DomainView.of(domain));
    }

    /** Looks for the proof in the DNS. */
    @PostMapping("/domains/{domain}/verification")
    @RequiresPermission(Permissions.TENANT_TRANSFER)
    @RecentSignIn
    @OwnSignIn
    DomainView prove(CurrentUser user, @PathVariable String domain) {
        return DomainView.of(domains.prove(user, domain));
    }

    @DeleteMapping("/domains/{domain}")
    @RequiresPermission(Permissions.TENANT_TRANSFER)
    @RecentSignIn
    @OwnSignIn
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeDomain(CurrentUser user, @PathVariable String domain) {
        domains.remove(user, domain);
    }
}
