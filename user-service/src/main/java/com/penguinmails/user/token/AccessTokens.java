package com.penguinmails.user.token;

import com.penguinmails.contracts.tenant.PlatformStaff.StaffAccess;
import com.penguinmails.security.TokenClaims;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Mints the access tokens of people (RFC 9068). They hold no address and no name. */
@Component
public class AccessTokens {

    public static final Duration LIFE = Duration.ofMinutes(15);

    private final PersonTokens tokens;
    private final Clock clock;

    AccessTokens(PersonTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** What a person may do in the one tenant they chose. */
    public record TenantAccess(UUID tenantId, String role, List<String> permissions) {}

    /**
     * @param proof how the person signed in; a refresh does not renew it
     * @param bound whether a tenant's identity provider vouched for the person
     * @param endsBy the token ends then at the latest; null for after {@link #LIFE}
     * @param access null before a tenant was chosen
     * @param staff {@link StaffAccess#NONE} for everybody but those who run the platform
     */
    public record Subject(
            UUID userId,
            UUID sessionId,
            boolean emailVerified,
            Proof proof,
            boolean bound,
            @Nullable Instant endsBy,
            @Nullable TenantAccess access,
            StaffAccess staff) {}

    /** A token and the seconds until its end. */
    public record Minted(String token, long expiresIn) {

        @Override
        public String toString() {
            return "Minted[]";
        }
    }

    public Minted mint(Subject subject) {
        Instant now = clock.instant();
        Instant usual = now.plus(LIFE);
        Instant endsBy = subject.endsBy();
        Instant end = endsBy != null && endsBy.isBefore(usual) ? endsBy : usual;
        var claims = tokens.of(subject.userId(), subject.emailVerified(), now, end)
                .claim(TokenClaims.SESSION, subject.sessionId().toString())
                .claim(TokenClaims.AUTH_TIME, subject.proof().at().getEpochSecond())
                .claim(TokenClaims.AUTH_METHODS, subject.proof().methods());
        if (subject.bound()) {
            claims.claim(TokenClaims.BOUND, true);
        }
        TenantAccess access = subject.access();
        // One list for both kinds: those of the platform have a prefix that no permission of a tenant can have.
        List<String> permissions = new ArrayList<>();
        if (access != null) {
            claims.claim(TokenClaims.TENANT, access.tenantId().toString()).claim(TokenClaims.ROLE, access.role());
            permissions.addAll(access.permissions());
        }
        String staffRole = subject.staff().role();
        if (staffRole != null) {
            claims.claim(TokenClaims.STAFF_ROLE, staffRole);
            permissions.addAll(subject.staff().permissions());
        }
        if (access != null || staffRole != null) {
            claims.claim(TokenClaims.PERMISSIONS, permissions);
        }
        return new Minted(
                tokens.sign(claims.build()), Duration.between(now, end).toSeconds());
    }
}
