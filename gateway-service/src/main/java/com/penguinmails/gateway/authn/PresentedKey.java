package com.penguinmails.gateway.authn;

import com.penguinmails.kernel.Sha256;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** An API key as a program sends it: {@code Authorization: Bearer pm_live_…} or {@code X-Api-Key: pm_live_…}, never in the query. */
record PresentedKey(String text) {

    static final String HEADER = "X-Api-Key";

    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(pm_live_.*)");

    /** Generous: tenant-service says which keys there are. */
    private static final Pattern FORM = Pattern.compile("pm_live_[0-9A-Za-z_]{20,120}");

    /** Whether a key was sent, in whatever form; a token then is none. */
    static boolean isIn(HttpHeaders headers) {
        return headers.containsHeader(HEADER)
                || headers.getOrEmpty(HttpHeaders.AUTHORIZATION).stream()
                        .anyMatch(value -> BEARER.matcher(value).matches());
    }

    /** Empty for what cannot be a key, for two keys, and for a key beside a token. */
    static Optional<PresentedKey> of(HttpHeaders headers) {
        List<String> own = headers.getOrEmpty(HEADER);
        List<String> authorization = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (own.size() + authorization.size() != 1) {
            return Optional.empty();
        }
        String text;
        if (own.isEmpty()) {
            var bearer = BEARER.matcher(authorization.getFirst());
            text = bearer.matches() ? bearer.group(1) : "";
        } else {
            text = own.getFirst();
        }
        return FORM.matcher(text).matches() ? Optional.of(new PresentedKey(text)) : Optional.empty();
    }

    /** Under which it is remembered. */
    String hash() {
        return HexFormat.of().formatHex(Sha256.of(text));
    }

    @Override
    public String toString() {
        return "PresentedKey[]";
    }
}
