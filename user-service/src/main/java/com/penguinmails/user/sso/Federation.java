package com.penguinmails.user.sso;

import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.user.account.Person;
import com.penguinmails.user.sso.Attempts.Attempt;
import com.penguinmails.user.sso.IdTokens.IdClaims;
import com.penguinmails.user.token.Proof;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends people to their tenant's provider, and believes what it says of them, as far as it may. */
@Component
public class Federation {

    /** Clocks differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final ConnectionTable connections;
    private final DomainTable domains;
    private final Providers providers;
    private final Attempts attempts;
    private final CodeExchange codes;
    private final IdTokens tokens;
    private final VouchedPeople people;
    private final RedirectPages pages;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Federation(
            ConnectionTable connections,
            DomainTable domains,
            Providers providers,
            Attempts attempts,
            CodeExchange codes,
            IdTokens tokens,
            VouchedPeople people,
            RedirectPages pages,
            TransactionTemplate transaction,
            Clock clock) {
        this.connections = connections;
        this.domains = domains;
        this.providers = providers;
        this.attempts = attempts;
        this.codes = codes;
        this.tokens = tokens;
        this.people = people;
        this.pages = pages;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The way to the provider.
     *
     * @param authorizationUrl where to send the browser
     * @param handle stays with the caller, and comes back with what the browser brings
     * @param expiresIn seconds until it is too late
     */
    public record Departure(String authorizationUrl, String handle, long expiresIn) {

        @Override
        public String toString() {
            return "Departure[]";
        }
    }

    /** @param iss the {@code iss} of the provider's answer (RFC 9207); null when it has none */
    public record Arrival(
            String handle,
            String state,
            String code,
            @Nullable String iss) {

        @Override
        public String toString() {
            return "Arrival[]";
        }
    }

    /** For whom a provider vouched, and where that counts. */
    public record Vouched(Person person, UUID tenantId, Proof proof) {}

    /** The person's sign-in whose proof is renewed. */
    public record Renewal(UUID sessionId, UUID accountId, UUID tenantId) {}

    /** Whether members other than owners must come this way. */
    public boolean isEnforcedIn(UUID tenantId) {
        return in(new TenantId(tenantId), connections::isEnforced);
    }

    /**
     * By the domain of an address, whoever has it. Refuses with {@code sso-unavailable} a domain that leads nowhere, and with
     * {@code identity-provider-unavailable}.
     */
    public Departure begin(EmailAddress email) {
        TenantId tenant = transaction
                .execute(status -> domains.owner(email.domain()))
                .map(DomainTable.Owner::tenant)
                .orElseThrow(Federation::none);
        return depart(connection(tenant), email.value(), null);
    }

    /** Refuses an unknown tenant as one without a provider. */
    public Departure begin(TenantId tenant) {
        return depart(connection(tenant), null, null);
    }

    /** To prove once more who sits there: the provider must ask them anew. */
    public Departure beginAgain(UUID sessionId, UUID tenantId) {
        return depart(connection(new TenantId(tenantId)), null, sessionId);
    }

    /** Refuses with {@code sso-failed} and what {@link VouchedPeople} refuses. */
    public Vouched complete(Arrival arrival) {
        Attempt attempt = take(arrival, null);
        Connection connection = connection(attempt.tenant());
        IdClaims claims = claims(connection, arrival);
        Person person = people.person(connection, claims);
        return new Vouched(person, attempt.tenant().value(), proof(claims));
    }

    /** The proof of the same person, made since it was asked for. Refuses with {@code sso-failed}. */
    public Proof completeAgain(Arrival arrival, Renewal renewal) {
        Attempt attempt = take(arrival, renewal.sessionId());
        if (!attempt.tenant().value().equals(renewal.tenantId())) {
            throw ProviderTrouble.refused("the attempt is of another tenant");
        }
        Connection connection = connection(attempt.tenant());
        IdClaims claims = claims(connection, arrival);
        Instant provedAt = claims.authTime();
        if (provedAt == null || provedAt.isBefore(attempt.startedAt().minus(SKEW))) {
            throw ProviderTrouble.refused("the provider did not ask again: auth_time is " + provedAt);
        }
        boolean same = people.known(connection, claims.subject())
                .filter(renewal.accountId()::equals)
                .isPresent();
        if (!same) {
            throw ProviderTrouble.refused("somebody else came back");
        }
        return proof(claims);
    }

    private Departure depart(Connection connection, @Nullable String loginHint, @Nullable UUID sessionId) {
        ProviderMetadata provider = providers.of(connection.issuer());
        Handle handle = Handle.random(random);
        attempts.add(handle, connection.tenant(), sessionId);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", connection.clientId());
        parameters.put("redirect_uri", pages.of(connection.tenant()));
        parameters.put("scope", "openid email profile");
        parameters.put("state", handle.state());
        parameters.put("nonce", handle.nonce());
        parameters.put("code_challenge", handle.challenge());
        parameters.put("code_challenge_method", "S256");
        if (loginHint != null) {
            parameters.put("login_hint", loginHint);
        }
        if (sessionId != null) {
            parameters.put("max_age", "0");
        }
        String endpoint = provider.authorizationEndpoint();
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return new Departure(
                endpoint + (endpoint.contains("?") ? "&" : "?") + query, handle.value(), Attempts.LIFE.toSeconds());
    }

    private Attempt take(Arrival arrival, @Nullable UUID sessionId) {
        Handle handle = new Handle(arrival.handle());
        if (!handle.state().equals(arrival.state())) {
            throw ProviderTrouble.refused("the state is not of this handle");
        }
        Attempt attempt = attempts.take(handle)
                .orElseThrow(() -> ProviderTrouble.refused("the attempt is over, was used or never began"));
        if (!Objects.equals(attempt.sessionId(), sessionId)) {
            throw ProviderTrouble.refused("the attempt began for something else");
        }
        return attempt;
    }

    private IdClaims claims(Connection connection, Arrival arrival) {
        ProviderMetadata provider = providers.of(connection.issuer());
        String iss = arrival.iss();
        if (iss == null ? provider.namesItself() : !iss.equals(provider.issuer())) {
            throw ProviderTrouble.refused("the answer is of another issuer");
        }
        Handle handle = new Handle(arrival.handle());
        String token = codes.idToken(connection, provider, arrival.code(), handle);
        return tokens.read(token, provider, connection.clientId(), handle.nonce());
    }

    /** A provider that does not say when it asked gives a proof that is good for nothing recent; what it says may be any number. */
    private Proof proof(IdClaims claims) {
        Instant now = clock.instant();
        Instant said = claims.authTime();
        Instant at = said == null || said.isBefore(Instant.EPOCH) ? Instant.EPOCH : said.isAfter(now) ? now : said;
        Proof proof = Proof.by(at, Proof.FEDERATED);
        return claims.severalFactors() ? proof.and(Proof.SEVERAL_FACTORS) : proof;
    }

    private Connection connection(TenantId tenant) {
        return in(tenant, connections::find).orElseThrow(Federation::none);
    }

    private <T> T in(TenantId tenant, Supplier<T> work) {
        return TenantScope.call(tenant, () -> transaction.<T>execute(status -> work.get()));
    }

    private static Refusal none() {
        return new Refusal(
                Refusal.Kind.NOT_FOUND,
                "sso-unavailable",
                "There is no single sign-on for this; log in with your password or passkey.");
    }
}
