package com.penguinmails.user.passkey;

import java.util.Base64;
import java.util.List;

/**
 * What {@code PublicKeyCredential.parseRequestOptionsFromJSON} takes in a browser. No credentials are named: the device offers those it has for the
 * domain, and nobody learns who has an account.
 */
record RequestOptions(
        String challenge,
        long timeout,
        String rpId,
        List<CreationOptions.Descriptor> allowCredentials,
        String userVerification) {

    static RequestOptions of(String domain, byte[] challenge) {
        return new RequestOptions(
                Base64.getUrlEncoder().withoutPadding().encodeToString(challenge),
                PasskeyChallenges.LIFE.toMillis(),
                domain,
                List.of(),
                "required");
    }
}
