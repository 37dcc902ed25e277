package com.penguinmails.user.account;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks Pwned Passwords (haveibeenpwned.com/API/v3#PwnedPasswords). Only the first five digits of the password's SHA-1 leave the platform, and the
 * answer is padded, so neither the service nor a listener learns the password.
 */
final class PwnedRanges implements BreachedPasswords {

    private static final Logger log = LoggerFactory.getLogger(PwnedRanges.class);
    private static final int PREFIX = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RestClient http;
    private final Counter unanswered;

    PwnedRanges(URI url, MeterRegistry metrics) {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(PATIENCE);
        this.http = RestClient.builder()
                .baseUrl(url.toString())
                .requestFactory(requests)
                .defaultHeader("Add-Padding", "true")
                .defaultHeader("User-Agent", "PenguinMails")
                .build();
        this.unanswered = Counter.builder("penguinmails.passwords.breach.unanswered")
                .description("passwords that were set while the breach list did not answer")
                .register(metrics);
    }

    @Override
    public boolean contains(String password) {
        String digest = sha1(password);
        try {
            String range = http.get()
                    .uri("/range/{prefix}", digest.substring(0, PREFIX))
                    .retrieve()
                    .body(String.class);
            return range != null && lists(range, digest.substring(PREFIX));
        } catch (RestClientException away) {
            unanswered.increment();
            log.warn("The breach list does not answer; a password was accepted without it", away);
            return false;
        }
    }

    /** Lines are {@code suffix:count}; padding has the count 0. */
    private static boolean lists(String range, String suffix) {
        return range.lines()
                .map(line -> line.split(":", 2))
                .anyMatch(line -> line.length == 2
                        && line[0].strip().equals(suffix)
                        && !line[1].strip().equals("0"));
    }

    private static String sha1(String password) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8)))
                    .toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }
}
