package com.penguinmails.user.token;

import com.penguinmails.kernel.Ids;
import com.penguinmails.security.SecurityProperties;
import com.penguinmails.security.TokenClaims;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** What every access token that speaks for a person has in common (RFC 9068). */
@Component
class PersonTokens {

    private final JwtEncoder encoder;
    private final SecurityProperties security;
    private final Ids ids;

    PersonTokens(JwtEncoder encoder, SecurityProperties security, Ids ids) {
        this.encoder = encoder;
        this.security = security;
        this.ids = ids;
    }

    JwtClaimsSet.Builder of(UUID userId, boolean emailVerified, Instant now, Instant end) {
        return JwtClaimsSet.builder()
                .issuer(security.issuer())
                .subject(userId.toString())
                .audience(List.of(TokenClaims.API_AUDIENCE))
                .issuedAt(now)
                .notBefore(now)
                .expiresAt(end)
                .id(ids.next().toString())
                .claim(TokenClaims.EMAIL_VERIFIED, emailVerified);
    }

    String sign(JwtClaimsSet claims) {
        var header =
                JwsHeader.with(SignatureAlgorithm.ES256).type(TokenClaims.TYPE).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
