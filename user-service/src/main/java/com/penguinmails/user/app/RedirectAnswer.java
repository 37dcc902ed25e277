package com.penguinmails.user.app;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The answer of the authorization endpoint, as a query on the app's own address; it names its sender (RFC 9207). */
final class RedirectAnswer {

    private RedirectAnswer() {}

    static String to(String redirectUri, @Nullable String state, String issuer, Map<String, String> answer) {
        var parameters = new LinkedHashMap<>(new TreeMap<>(answer));
        if (state != null) {
            parameters.put("state", state);
        }
        parameters.put("iss", issuer);
        // Appended as text: the registered address stays as it is, letter by letter.
        return redirectUri
                + (redirectUri.contains("?") ? "&" : "?")
                + parameters.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
