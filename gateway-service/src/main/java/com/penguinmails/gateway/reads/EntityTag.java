package com.penguinmails.gateway.reads;

import com.penguinmails.kernel.Sha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/** A weak validator of a body (RFC 9110 §8.8.3): weak, because the same content may travel in other bytes. */
final class EntityTag {

    private static final int BYTES = 18;

    private EntityTag() {}

    static String of(byte[] body) {
        byte[] digest = Arrays.copyOf(Sha256.of(body), BYTES);
        return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + "\"";
    }

    /** Whether the caller has this version already; If-None-Match, RFC 9110 §13.1.2. A star counts alone, not inside of something else. */
    static boolean isKnown(String tag, HttpHeaders request) {
        List<String> given = request.getOrEmpty(HttpHeaders.IF_NONE_MATCH);
        if (given.isEmpty()) {
            return false;
        }
        ETag ours = ETag.create(tag);
        return given.stream()
                .anyMatch(values -> values.strip().equals("*")
                        || ETag.parse(values).stream()
                                .anyMatch(theirs -> !theirs.isWildcard() && theirs.compare(ours, false)));
    }
}
