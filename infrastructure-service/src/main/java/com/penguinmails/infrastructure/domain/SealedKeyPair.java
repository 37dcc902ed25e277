package com.penguinmails.infrastructure.domain;

/**
 * A DKIM key as it is stored.
 *
 * @param selector the label before {@code _domainkey}
 * @param publicKey SubjectPublicKeyInfo, base64, as the {@code p=} of the DNS record
 * @param sealedPrivateKey PKCS#8, encrypted with the tenant's key
 */
record SealedKeyPair(String selector, String publicKey, String sealedPrivateKey) {

    @Override
    public String toString() {
        return "SealedKeyPair[" + selector + "]";
    }
}
