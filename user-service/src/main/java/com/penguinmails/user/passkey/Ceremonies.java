package com.penguinmails.user.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Checks what authenticators answer, WebAuthn Level 3 §7. The person must have been verified by the device (a finger, a face, a PIN), which makes a
 * passkey two factors. Who made the device is not asked.
 */
@Component
class Ceremonies {

    static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

    private static final List<PublicKeyCredentialParameters> PARAMETERS = Stream.of(
                    COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256)
            .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
            .toList();

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);
    private final String domain;
    private final Set<Origin> origins;

    Ceremonies(PasskeyProperties properties, @Value("${penguinmails.public-url}") URI publicUrl) {
        this.domain = properties.domain().isBlank() ? publicUrl.getHost() : properties.domain();
        this.origins = new LinkedHashSet<>();
        Stream.concat(Stream.of(publicUrl), properties.origins().stream())
                .map(url -> new Origin(url.getScheme() + "://" + url.getAuthority()))
                .forEach(origins::add);
    }

    String domain() {
        return domain;
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Registered(
            byte[] credentialId, byte[] credentialData, long signCount, boolean backupEligible, boolean backedUp) {}

    record Used(long signCount, boolean backedUp) {}

    /** What a new passkey answered, not yet believed. */
    record NewAnswer(RegistrationData data, AttestationObject attestation, Challenge challenge) {}

    /** What a passkey signed, not yet believed. */
    @SuppressWarnings("ArrayRecordComponent")
    record SignedAnswer(AuthenticationData data, byte[] credentialId, Challenge challenge) {}

    /** Empty for what cannot be read. */
    Optional<NewAnswer> readRegistration(String json) {
        try {
            RegistrationData data = manager.parseRegistrationResponseJSON(json);
            CollectedClientData client = data.getCollectedClientData();
            AttestationObject attestation = data.getAttestationObject();
            return client == null || attestation == null
                    ? Optional.empty()
                    : Optional.of(new NewAnswer(data, attestation, client.getChallenge()));
        } catch (WebAuthnException | JacksonException | IllegalArgumentException | NullPointerException unreadable) {
            return Optional.empty();
        }
    }

    /** Empty for what cannot be read. */
    // The library's annotation on an array is read as one on its elements.
    @SuppressWarnings("NullAway")
    Optional<SignedAnswer> readAuthentication(String json) {
        try {
            AuthenticationData data = manager.parseAuthenticationResponseJSON(json);
            CollectedClientData client = data.getCollectedClientData();
            return client == null || data.getCredentialId() == null
                    ? Optional.empty()
                    : Optional.of(new SignedAnswer(data, data.getCredentialId(), client.getChallenge()));
        } catch (WebAuthnException | JacksonException | IllegalArgumentException | NullPointerException unreadable) {
            return Optional.empty();
        }
    }

    /** The new credential, or empty when the answer proves nothing. */
    Optional<Registered> check(NewAnswer answer) {
        try {
            manager.verify(
                    answer.data(), new RegistrationParameters(server(answer.challenge()), PARAMETERS, true, true));
        } catch (WebAuthnException | JacksonException | IllegalArgumentException refused) {
            return Optional.empty();
        }
        var authenticator = answer.attestation().getAuthenticatorData();
        AttestedCredentialData credential = authenticator.getAttestedCredentialData();
        return credential == null
                ? Optional.empty()
                : Optional.of(new Registered(
                        credential.getCredentialId(),
                        credentials.convert(credential),
                        authenticator.getSignCount(),
                        authenticator.isFlagBE(),
                        authenticator.isFlagBS()));
    }

    /** Empty when the signature is wrong, made elsewhere, or counted backwards, as a copied authenticator does. */
    Optional<Used> check(SignedAnswer answer, PasskeyTable.Stored stored) {
        var record = new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                stored.backupEligible(),
                stored.backedUp(),
                stored.signCount(),
                credentials.convert(stored.credentialData()),
                new AuthenticationExtensionsAuthenticatorOutputs<>(),
                null,
                null,
                Set.of());
        try {
            manager.verify(
                    answer.data(), new AuthenticationParameters(server(answer.challenge()), record, null, true, true));
        } catch (WebAuthnException | JacksonException | IllegalArgumentException refused) {
            return Optional.empty();
        }
        var authenticator = answer.data().getAuthenticatorData();
        return authenticator == null
                ? Optional.empty()
                : Optional.of(new Used(authenticator.getSignCount(), authenticator.isFlagBS()));
    }

    private ServerProperty server(Challenge challenge) {
        return ServerProperty.builder()
                .origins(origins)
                .rpId(domain)
                .challenge(challenge)
                .build();
    }
}
