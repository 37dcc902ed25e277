package com.penguinmails.queuer.operate;

import com.penguinmails.testkit.TestTokens;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the operators' API as people with and without the right to change something. */
@TestComponent
public class OperatorClient {

    public static final UUID OPERATOR = UUID.randomUUID();
    public static final String ROOT = "/api/v1/platform/system";
    public static final Map<String, Object> BECAUSE = Map.of("reason", "a test wants it");

    private static final String READ = "platform:queue:read";
    private static final String OPERATE = "platform:queue:operate";

    private final RestTestClient client;
    private final JsonMapper json;

    OperatorClient(RestTestClient client, JsonMapper json) {
        this.client = client;
        this.json = json;
    }

    /** An answer, whatever its status. */
    public record Answer(int status, JsonNode body) {

        public String text(String field) {
            return body.path(field).asString("");
        }
    }

    /** As one who may read and operate. */
    public Answer get(String path) {
        return call(HttpMethod.GET, path, null, READ, OPERATE);
    }

    /** As one who may only read. */
    public Answer read(String path) {
        return call(HttpMethod.GET, path, null, READ);
    }

    public Answer post(String path, @Nullable Object body) {
        return call(HttpMethod.POST, path, body, READ, OPERATE);
    }

    public Answer put(String path, Object body) {
        return call(HttpMethod.PUT, path, body, READ, OPERATE);
    }

    public Answer call(HttpMethod method, String path, @Nullable Object body, String... permissions) {
        return send(method, path, body, headers -> {}, permissions);
    }

    public Answer postOnce(String key, String path, Object body) {
        return send(HttpMethod.POST, path, body, headers -> headers.add("Idempotency-Key", key), READ, OPERATE);
    }

    private Answer send(
            HttpMethod method,
            String path,
            @Nullable Object body,
            Consumer<org.springframework.http.HttpHeaders> headers,
            String... permissions) {
        var request = client.method(method)
                .uri(ROOT + path)
                .header("Authorization", "Bearer " + TestTokens.user(OPERATOR, null, permissions))
                .headers(headers);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(json.writeValueAsString(body));
        }
        var result = request.exchange().expectBody(String.class).returnResult();
        String text = result.getResponseBody();
        return new Answer(result.getStatus().value(), json.readTree(text == null || text.isEmpty() ? "{}" : text));
    }
}
