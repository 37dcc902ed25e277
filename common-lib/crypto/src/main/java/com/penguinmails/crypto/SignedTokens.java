package com.penguinmails.crypto;

import com.penguinmails.kernel.Sha256;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Short tokens that only this platform can make: for tracking and unsubscribe links, and for return paths.
 *
 * <p>Layout: one byte that names the key, the payload in clear, and HMAC-SHA-256 (RFC 2104) cut to 16 bytes over
 * purpose, key byte and payload. A token of one purpose is worth nothing for another. The payload can be read by
 * anybody, so it should be an id and nothing else; {@link #signHidden} is for payloads that strangers should not read.
 * There is exactly one spelling of a token; every changed bit is refused. A token for a UUID has 44 characters, or {@value #CASELESS_LENGTH} in the form for mail addresses.
 */
public final class SignedTokens {

    /** The longest payload in bytes. */
    public static final int MAX_PAYLOAD = 64;

    private static final int TAG_LENGTH = 16;
    private static final int UUID_LENGTH = 16;
    private static final int CASELESS_LENGTH = 53;
    private static final int CASELESS_RADIX = 32;
    private static final int MAX_TOKEN_CHARACTERS = 4 * (1 + MAX_PAYLOAD + TAG_LENGTH + 2) / 3;
    private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern CASELESS = Pattern.compile("[0-9a-vA-V]{" + CASELESS_LENGTH + "}");
    /** No character of a purpose, so no purpose can end like this by itself. */
    private static final String HIDDEN = "\1hidden";

    private static final byte[] HIDING_KEY = "penguinmails hidden link v1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DOMAIN = "penguinmails link v1\0".getBytes(StandardCharsets.US_ASCII);

    private final List<LinkKey> keys;

    private SignedTokens(List<LinkKey> keys) {
        this.keys = keys;
    }

    /** @param keys at least one, of at least 32 bytes each; the first signs, all verify */
    public static SignedTokens of(List<byte[]> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("signing needs a key");
        }
        return new SignedTokens(keys.stream().map(LinkKey::of).toList());
    }

    static SignedTokens from(CryptoProperties properties) {
        List<String> configured =
                properties.linkKeys().stream().filter(key -> !key.isBlank()).toList();
        if (!configured.isEmpty()) {
            return of(configured.stream()
                    .map(key -> KeyMaterial.decode(key, "penguinmails.crypto.link-keys (LINK_SIGNING_KEY)"))
                    .toList());
        }
        if (properties.developmentKeysAllowed()) {
            return of(List.of(KeyMaterial.publiclyKnownDevelopmentKey("links")));
        }
        throw KeyMaterial.unset("penguinmails.crypto.link-keys", "LINK_SIGNING_KEY");
    }

    /**
     * @param purpose lower-case letters, digits and hyphens, at most 32
     * @param payload at most {@value #MAX_PAYLOAD} bytes
     */
    public String sign(String purpose, byte[] payload) {
        return text(seal(purpose, payload));
    }

    public String sign(String purpose, UUID id) {
        return sign(purpose, bytes(id));
    }

    /**
     * The token as digits and lower-case letters, {@value #CASELESS_LENGTH} of them: for the local part of a return
     * path, whose upper case not every mail system keeps.
     */
    public String signCaseless(String purpose, UUID id) {
        String digits = new BigInteger(1, seal(purpose, bytes(id))).toString(CASELESS_RADIX);
        return "0".repeat(CASELESS_LENGTH - digits.length()) + digits;
    }

    /**
     * A token whose payload nobody else can read, as long as the one of {@link #sign(String, byte[])}.
     *
     * <p>The synthetic-initialisation-vector construction of RFC 5297 with HMAC-SHA-256 in place of CMAC: the tag over the
     * payload is the initial counter of AES-256-CTR. The same payload gives the same token, which shows equality and no more.
     */
    public String signHidden(String purpose, byte[] payload) {
        byte[] sealed = seal(hidden(purpose), payload);
        cipher(keys.getFirst(), sealed);
        return text(sealed);
    }

    /** Reads what {@link #signHidden} made; empty when this platform did not make the token for this purpose. */
    public Optional<byte[]> verifyHidden(String purpose, String token) {
        return decode(token)
                .flatMap(bytes -> keys.stream()
                        .filter(key -> bytes.length > TAG_LENGTH && key.id() == bytes[0])
                        .map(key -> {
                            byte[] plain = bytes.clone();
                            cipher(key, plain);
                            return open(List.of(key), hidden(purpose), plain);
                        })
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    /** The payload, or empty when this platform did not make the token for this purpose. */
    public Optional<byte[]> verify(String purpose, String token) {
        return decode(token).flatMap(bytes -> open(keys, purpose, bytes));
    }

    private static Optional<byte[]> decode(String token) {
        if (token.length() > MAX_TOKEN_CHARACTERS) {
            return Optional.empty();
        }
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        // The decoder takes padding and stray trailing bits; one token has one spelling.
        return text(sealed).equals(token) ? Optional.of(sealed) : Optional.empty();
    }

    public Optional<UUID> verifyId(String purpose, String token) {
        return verify(purpose, token).flatMap(SignedTokens::uuid);
    }

    /** Reads what {@link #signCaseless} made, in whatever case it came back. */
    public Optional<UUID> verifyCaseless(String purpose, String token) {
        if (!CASELESS.matcher(token).matches()) {
            return Optional.empty();
        }
        byte[] number = new BigInteger(token, CASELESS_RADIX).toByteArray();
        int length = 1 + UUID_LENGTH + TAG_LENGTH;
        // 53 digits carry one bit more than the token has, and a sign byte may lead.
        if (number.length > length && (number.length > length + 1 || number[0] != 0)) {
            return Optional.empty();
        }
        byte[] sealed = new byte[length];
        int copied = Math.min(number.length, length);
        System.arraycopy(number, number.length - copied, sealed, length - copied, copied);
        return open(keys, purpose, sealed).flatMap(SignedTokens::uuid);
    }

    private byte[] seal(String purpose, byte[] payload) {
        if (payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("a token carries at most " + MAX_PAYLOAD + " bytes");
        }
        LinkKey key = keys.getFirst();
        return ByteBuffer.allocate(1 + payload.length + TAG_LENGTH)
                .put(key.id())
                .put(payload)
                .put(tag(key, purpose, payload))
                .array();
    }

    private static Optional<byte[]> open(List<LinkKey> keys, String purpose, byte[] sealed) {
        if (sealed.length < 1 + TAG_LENGTH) {
            return Optional.empty();
        }
        byte[] payload = Arrays.copyOfRange(sealed, 1, sealed.length - TAG_LENGTH);
        byte[] claimed = Arrays.copyOfRange(sealed, sealed.length - TAG_LENGTH, sealed.length);
        return keys.stream()
                .filter(key -> key.id() == sealed[0])
                .filter(key -> MessageDigest.isEqual(tag(key, purpose, payload), claimed))
                .findFirst()
                .map(key -> payload);
    }

    /** Its own domain, so that a hidden token never reads as an open one. */
    private static String hidden(String purpose) {
        return purpose + HIDDEN;
    }

    /** Encrypts or decrypts the payload in place; the tag at the end is the counter block. */
    private static void cipher(LinkKey key, byte[] sealed) {
        int payload = sealed.length - 1 - TAG_LENGTH;
        try {
            Cipher aes = Cipher.getInstance("AES/CTR/NoPadding");
            aes.init(
                    Cipher.ENCRYPT_MODE,
                    key.hiding(),
                    new IvParameterSpec(sealed, sealed.length - TAG_LENGTH, TAG_LENGTH));
            byte[] turned = aes.doFinal(sealed, 1, payload);
            System.arraycopy(turned, 0, sealed, 1, payload);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES in counter mode", impossible);
        }
    }

    private static byte[] tag(LinkKey key, String purpose, byte[] payload) {
        if (!PURPOSE.matcher(
                        purpose.endsWith(HIDDEN) ? purpose.substring(0, purpose.length() - HIDDEN.length()) : purpose)
                .matches()) {
            throw new IllegalArgumentException("not a purpose: lower-case letters, digits and hyphens, at most 32");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key.secret());
            mac.update(DOMAIN);
            mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
            mac.update(key.id());
            return Arrays.copyOf(mac.doFinal(payload), TAG_LENGTH);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    private static String text(byte[] sealed) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(UUID_LENGTH)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static Optional<UUID> uuid(byte[] payload) {
        if (payload.length != UUID_LENGTH) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(payload);
        return Optional.of(new UUID(buffer.getLong(), buffer.getLong()));
    }

    /** The id is taken from the key itself, so rotation needs no numbering; two keys may share one, and both are tried. */
    private record LinkKey(byte id, SecretKeySpec secret, SecretKeySpec hiding) {

        static LinkKey of(byte[] key) {
            if (key.length < KeyMaterial.BYTES) {
                throw new IllegalArgumentException("a link key needs at least " + KeyMaterial.BYTES + " bytes");
            }
            SecretKeySpec secret = new SecretKeySpec(key, "HmacSHA256");
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(secret);
                return new LinkKey(Sha256.of(key)[0], secret, new SecretKeySpec(mac.doFinal(HIDING_KEY), "AES"));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
            }
        }
    }
}
