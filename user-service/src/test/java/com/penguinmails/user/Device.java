package com.penguinmails.user;

import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.AttestationConveyancePreference;
import com.webauthn4j.data.AuthenticatorAssertionResponse;
import com.webauthn4j.data.AuthenticatorAttestationResponse;
import com.webauthn4j.data.AuthenticatorSelectionCriteria;
import com.webauthn4j.data.PublicKeyCredential;
import com.webauthn4j.data.PublicKeyCredentialCreationOptions;
import com.webauthn4j.data.PublicKeyCredentialDescriptor;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialRequestOptions;
import com.webauthn4j.data.PublicKeyCredentialRpEntity;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.PublicKeyCredentialUserEntity;
import com.webauthn4j.data.ResidentKeyRequirement;
import com.webauthn4j.data.UserVerificationRequirement;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.test.authenticator.webauthn.NoneAttestationAuthenticator;
import com.webauthn4j.test.authenticator.webauthn.WebAuthnAuthenticatorAdaptor;
import com.webauthn4j.test.client.ClientPlatform;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A browser with an authenticator in it, as webauthn4j emulates them. */
// The library declares almost everything nullable; a null here fails the test that meets it.
@SuppressWarnings("NullAway")
final class Device {

    private final NoneAttestationAuthenticator authenticator = new NoneAttestationAuthenticator();
    private final ClientPlatform browser;
    private byte[] credentialId = new byte[0];
    private byte[] userHandle = new byte[0];

    Device(String origin) {
        // As synced passkeys do; a counter would hide that a challenge is good once.
        authenticator.setCountUpEnabled(false);
        browser = new ClientPlatform(
                new Origin(origin), new WebAuthnAuthenticatorAdaptor(authenticator, new ObjectConverter()));
    }

    /** Answers {@code navigator.credentials.create}. */
    Map<String, Object> create(JsonNode options) {
        userHandle = bytes(options.path("user").path("id"));
        PublicKeyCredential<AuthenticatorAttestationResponse, ?> made =
                browser.create(new PublicKeyCredentialCreationOptions(
                        new PublicKeyCredentialRpEntity(
                                options.path("rp").path("id").asString(""), "PenguinMails"),
                        new PublicKeyCredentialUserEntity(userHandle, "name", "display"),
                        new DefaultChallenge(bytes(options.path("challenge"))),
                        List.of(new PublicKeyCredentialParameters(
                                PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256)),
                        60_000L,
                        List.of(),
                        new AuthenticatorSelectionCriteria(
                                null, true, ResidentKeyRequirement.REQUIRED, UserVerificationRequirement.REQUIRED),
                        AttestationConveyancePreference.NONE,
                        null));
        credentialId = made.getRawId();
        var answer = answer(made.getResponse().getClientDataJSON());
        answer.put("attestationObject", base64(made.getResponse().getAttestationObject()));
        return credential(answer);
    }

    /** Answers {@code navigator.credentials.get}. */
    Map<String, Object> get(JsonNode options) {
        return get(options, UserVerificationRequirement.REQUIRED);
    }

    Map<String, Object> get(JsonNode options, UserVerificationRequirement verification) {
        PublicKeyCredential<AuthenticatorAssertionResponse, ?> signed =
                browser.get(new PublicKeyCredentialRequestOptions(
                        new DefaultChallenge(bytes(options.path("challenge"))),
                        60_000L,
                        options.path("rpId").asString(""),
                        List.of(new PublicKeyCredentialDescriptor(
                                PublicKeyCredentialType.PUBLIC_KEY, credentialId, null)),
                        verification,
                        null));
        AuthenticatorAssertionResponse response = signed.getResponse();
        var answer = answer(response.getClientDataJSON());
        answer.put("authenticatorData", base64(response.getAuthenticatorData()));
        answer.put("signature", base64(response.getSignature()));
        answer.put("userHandle", base64(userHandle));
        return credential(answer);
    }

    void moveTo(String origin) {
        browser.setOrigin(new Origin(origin));
    }

    private Map<String, Object> credential(Map<String, Object> response) {
        return new HashMap<>(Map.of(
                "id",
                base64(credentialId),
                "rawId",
                base64(credentialId),
                "type",
                "public-key",
                "clientExtensionResults",
                Map.of(),
                "response",
                response));
    }

    private static Map<String, Object> answer(byte[] clientData) {
        return new HashMap<>(Map.of("clientDataJSON", base64(clientData)));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(JsonNode text) {
        return Base64.getUrlDecoder().decode(text.asString(""));
    }
}
