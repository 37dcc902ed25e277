package com.penguinmails.worker.dkim;

import com.penguinmails.contracts.infrastructure.SendingMailboxes.DkimKey;
import com.penguinmails.kernel.Sha256;
import com.penguinmails.worker.mime.Header;
import com.penguinmails.worker.mime.Message;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Signs with rsa-sha256, relaxed/relaxed, RFC 6376 §3.
 *
 * <p>From is signed twice, so that nobody can add a second one without breaking the signature (§8.15).
 */
public final class DkimSigner {

    private static final List<String> SIGNED = List.of(
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "MIME-Version",
            "Content-Type",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "Feedback-ID");
    private static final int KEPT_KEYS = 1_000;
    private static final int LINE = 72;

    private final Clock clock;
    private final Map<DkimKey, PrivateKey> keys = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DkimKey, PrivateKey> eldest) {
            return size() > KEPT_KEYS;
        }
    };

    public DkimSigner(Clock clock) {
        this.clock = clock;
    }

    /**
     * Returns the message with its signature on top.
     *
     * @throws GeneralSecurityException when the key is not a PKCS#8 RSA key
     */
    public Message sign(Message message, DkimKey key) throws GeneralSecurityException {
        String bodyHash = Base64.getEncoder().encodeToString(Sha256.of(Canonical.body(message.body())));
        String unsigned = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + key.domain() + "; s=" + key.selector() + ";\r\n"
                + "\tt=" + clock.instant().getEpochSecond() + "; h=" + headerList() + ";\r\n"
                + "\tbh=" + bodyHash + ";\r\n"
                + "\tb=";
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(privateKey(key));
        signature.update(signedHeaders(message, unsigned).getBytes(StandardCharsets.US_ASCII));
        String value = Base64.getEncoder().encodeToString(signature.sign());
        return message.under(new Header("DKIM-Signature", unsigned + folded(value)));
    }

    private static String headerList() {
        return "from:" + String.join(":\r\n\t", lines(SIGNED));
    }

    private static List<String> lines(List<String> names) {
        int half = names.size() / 2;
        return List.of(joined(names.subList(0, half)), joined(names.subList(half, names.size())));
    }

    private static String joined(List<String> names) {
        return String.join(":", names).toLowerCase(Locale.ROOT);
    }

    private static String signedHeaders(Message message, String unsigned) {
        var text = new StringBuilder();
        // The second From of the list does not exist and so counts as empty.
        for (String name : SIGNED) {
            message.headers().stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .forEach(header -> text.append(Canonical.header(header.name(), header.value()))
                            .append("\r\n"));
        }
        return text.append(Canonical.header("DKIM-Signature", unsigned)).toString();
    }

    private static String folded(String value) {
        var lines = new StringBuilder();
        for (int i = 0; i < value.length(); i += LINE) {
            lines.append(i == 0 ? "" : "\r\n\t ").append(value, i, Math.min(value.length(), i + LINE));
        }
        return lines.toString();
    }

    private PrivateKey privateKey(DkimKey key) throws GeneralSecurityException {
        synchronized (keys) {
            PrivateKey known = keys.get(key);
            if (known == null) {
                try {
                    known = KeyFactory.getInstance("RSA")
                            .generatePrivate(new PKCS8EncodedKeySpec(
                                    Base64.getMimeDecoder().decode(key.privateKey())));
                } catch (IllegalArgumentException notBase64) {
                    throw new GeneralSecurityException("the key is not base64");
                }
                keys.put(key, known);
            }
            return known;
        }
    }
}
