package com.penguinmails.user.token;

import com.penguinmails.contracts.tenant.PlatformStaff.StaffAccess;
import com.penguinmails.kernel.Ids;
import com.penguinmails.security.SecurityProperties;
import com.penguinmails.security.TokenClaims;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** Mints the access tokens of people (RFC 9068). They hold no address and no name. */
@Component
public class AccessTokens {

    public static final Duration LIFE = Duration.ofMinutes(15);

    private final JwtEncoder encoder;
    private final SecurityProperties security;
    private final Ids ids;
    private final Clock clock;

    AccessTokens(JwtEncoder encoder, SecurityProperties security, Ids ids, Clock clock) {
        this.encoder = encoder;
        this.security = security;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a person may do in the one tenant they chose. */
    public record TenantAccess(UUID tenantId, String role, List<String> permissions) {}

    /**
     * @param proof how the person signed in; a refresh does not renew it
     * @param access null before a tenant was chosen
     * @param staff {@link StaffAccess#NONE} for everybody but those who run the platform
     */
    public record Subject(
            UUID userId,
            UUID sessionId,
            boolean emailVerified,
            Proof proof,
            @Nullable TenantAccess access,
            StaffAccess staff) {}

    public String mint(Subject subject) {
        Instant now = clock.instant();
        var claims = JwtClaimsSet.builder()
                .issuer(security.issuer())
                .subject(subject.userId().toString())
                .audience(List.of(TokenClaims.API_AUDIENCE))
                .issuedAt(now)
                .notBefore(now)
                .expiresAt(now.plus(LIFE))
                .id(ids.next().toString())
                .claim(TokenClaims.SESSION, subject.sessionId().toString())
                .claim(TokenClaims.AUTH_TIME, subject.proof().at().getEpochSecond())
                .claim(TokenClaims.AUTH_METHODS, subject.proof().methods())
                .claim(TokenClaims.EMAIL_VERIFIED, subject.emailVerified());
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
        var header =
                JwsHeader.with(SignatureAlgorithm.ES256).type(TokenClaims.TYPE).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }
}
