package com.penguinmails.user.passkey;

import java.util.Base64;
import java.util.List;

/** What {@code PublicKeyCredential.parseCreationOptionsFromJSON} takes in a browser; bytes are base64url. WebAuthn Level 3 §5.1.9. */
record CreationOptions(
        Party rp,
        User user,
        String challenge,
        List<Algorithm> pubKeyCredParams,
        long timeout,
        List<Descriptor> excludeCredentials,
        Selection authenticatorSelection,
        String attestation) {

    private static final String PUBLIC_KEY = "public-key";
    private static final String REQUIRED = "required";

    record Party(String id, String name) {}

    record User(String id, String name, String displayName) {}

    record Algorithm(String type, int alg) {}

    record Descriptor(String type, String id) {}

    record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}

    static CreationOptions of(
            String domain, byte[] challenge, byte[] userHandle, String email, String name, List<byte[]> present) {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return new CreationOptions(
                new Party(domain, "PenguinMails"),
                new User(base64.encodeToString(userHandle), email, name),
                base64.encodeToString(challenge),
                Ceremonies.ALGORITHMS.stream()
                        .map(algorithm -> new Algorithm(PUBLIC_KEY, algorithm))
                        .toList(),
                PasskeyChallenges.LIFE.toMillis(),
                present.stream()
                        .map(id -> new Descriptor(PUBLIC_KEY, base64.encodeToString(id)))
                        .toList(),
                new Selection(REQUIRED, true, REQUIRED),
                "none");
    }
}
