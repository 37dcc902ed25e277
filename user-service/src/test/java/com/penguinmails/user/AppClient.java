package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.user.UserServiceFixture.Answer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.LinkedMultiValueMap;

/** A third party's program, as OAuth sees it: it has a verifier and a browser, and no secret. */
final class AppClient {

    static final String CALLBACK = "https://app.example/callback";

    private final RestTestClient http;
    private final UserServiceFixture fixture;
    final String clientId;
    final String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();

    AppClient(UserServiceFixture fixture, String clientId) {
        this.fixture = fixture;
        this.http = fixture.http;
        this.clientId = clientId;
    }

    /** The parameters of a good request; tests bend them. */
    Map<String, String> request(String scope) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", CALLBACK);
        parameters.put("scope", scope);
        parameters.put("state", "af0ifjsldkj");
        parameters.put("code_challenge", challenge(verifier));
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    /** What the browser gets; redirects are not followed. */
    Answer authorize(Map<String, String> parameters) {
        return fixture.answer(http.get()
                .uri(builder -> {
                    builder.path("/oauth2/authorize");
                    parameters.keySet().forEach(name -> builder.queryParam(name, "{" + name + "}"));
                    return builder.build(parameters);
                })
                .exchange()
                .expectBody(String.class)
                .returnResult());
    }

    /** The request's name on the consent page. */
    String asked(String scope) {
        Answer answer = authorize(request(scope));
        assertThat(answer.status()).as("%s", answer).isEqualTo(302);
        URI page = location(answer);
        assertThat(page.toString()).startsWith("https://penguinmails.test/authorize?request=");
        return query(page).getOrDefault("request", "");
    }

    /** The code that comes back when the person says yes. */
    String code(String scope, String token) {
        Answer decided = fixture.post("/api/v1/oauth/requests/" + asked(scope) + "/approval", "", token);
        assertThat(decided.status()).as("%s", decided).isEqualTo(200);
        URI back = URI.create(decided.text("redirectTo"));
        assertThat(back.toString()).startsWith(CALLBACK + "?");
        assertThat(query(back)).containsEntry("state", "af0ifjsldkj").containsEntry("iss", "https://penguinmails.test");
        return query(back).getOrDefault("code", "");
    }

    Answer redeem(String code) {
        return token(Map.of(
                "grant_type", "authorization_code",
                "client_id", clientId,
                "code", code,
                "redirect_uri", CALLBACK,
                "code_verifier", verifier));
    }

    Answer refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "client_id", clientId, "refresh_token", refreshToken));
    }

    Answer token(Map<String, String> parameters) {
        var form = new LinkedMultiValueMap<String, String>();
        form.setAll(parameters);
        return fixture.answer(http.post()
                .uri("/oauth2/token")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .exchange()
                .expectBody(String.class)
                .returnResult());
    }

    static URI location(Answer answer) {
        return URI.create(answer.header("Location"));
    }

    static Map<String, String> query(URI uri) {
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
