package com.penguinmails.campaign;

import com.penguinmails.contracts.tenant.Permissions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.LinkedMultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who calls the API with a token. */
final class Person {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String[] EVERYTHING = {
        Permissions.LEAD_READ,
        Permissions.LEAD_IMPORT,
        Permissions.TEMPLATE_READ,
        Permissions.TEMPLATE_WRITE,
        Permissions.CAMPAIGN_READ,
        Permissions.CAMPAIGN_WRITE,
        Permissions.CAMPAIGN_SEND
    };

    private final RestTestClient http;
    private final UUID tenant;
    private final String token;

    private Person(RestTestClient http, UUID tenant, String token) {
        this.http = http;
        this.tenant = tenant;
        this.token = token;
    }

    /** The only member of a tenant that nobody else knows. */
    static Person withTenant(RestTestClient http) {
        return inTenant(http, UUID.randomUUID(), EVERYTHING);
    }

    static Person inTenant(RestTestClient http, UUID tenant, String... permissions) {
        return new Person(http, tenant, Tokens.user(UUID.randomUUID(), tenant, permissions));
    }

    static Person byKey(RestTestClient http, UUID tenant, UUID key, String... permissions) {
        return new Person(http, tenant, Tokens.key(key, UUID.randomUUID(), tenant, permissions));
    }

    record Answer(int status, JsonNode body, HttpHeaders headers) {

        String code() {
            return body.path("code").asString("");
        }

        UUID id() {
            return UUID.fromString(body.path("id").asString());
        }
    }

    UUID tenant() {
        return tenant;
    }

    Answer get(String path) {
        return call(HttpMethod.GET, path, null, null);
    }

    Answer post(String path, Object body) {
        return call(HttpMethod.POST, path, body, null);
    }

    Answer post(String path, Object body, String idempotencyKey) {
        return call(HttpMethod.POST, path, body, idempotencyKey);
    }

    Answer put(String path, Object body) {
        return call(HttpMethod.PUT, path, body, null);
    }

    Answer patch(String path, Object body) {
        return call(HttpMethod.PATCH, path, body, null);
    }

    Answer call(HttpMethod method, String path, @Nullable Object body, @Nullable String idempotencyKey) {
        var request = http.method(method).uri(path).header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        if (idempotencyKey != null) {
            request = request.header("Idempotency-Key", idempotencyKey);
        }
        return answer(
                body == null
                        ? request.exchange()
                        : request.contentType(MediaType.APPLICATION_JSON)
                                .body(JSON.writeValueAsString(body))
                                .exchange());
    }

    Answer upload(String fileName, String text) {
        return upload(fileName, text.getBytes(StandardCharsets.UTF_8), null, null);
    }

    Answer upload(String fileName, byte[] bytes, @Nullable String listName, @Nullable String idempotencyKey) {
        var parts = new LinkedMultiValueMap<String, Object>();
        parts.add("file", new ByteArrayResource(bytes) {
            @Override
            public String getFilename() {
                return fileName;
            }
        });
        if (listName != null) {
            parts.add("listName", listName);
        }
        var request = http.post()
                .uri("/api/v1/leads/imports")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .contentType(MediaType.MULTIPART_FORM_DATA);
        if (idempotencyKey != null) {
            request = request.header("Idempotency-Key", idempotencyKey);
        }
        return answer(request.body(parts).exchange());
    }

    /** A list with that many leads, by import. */
    UUID list(int leads) {
        var csv = new StringBuilder("Email,First Name\n");
        for (int i = 0; i < leads; i++) {
            csv.append("lead").append(i).append("@example.com,Lead ").append(i).append('\n');
        }
        return UUID.fromString(upload("list-of-" + leads + ".csv", csv.toString())
                .body()
                .path("listId")
                .asString());
    }

    UUID template() {
        return post(
                        "/api/v1/templates",
                        Map.of(
                                "name",
                                "Hello",
                                "subject",
                                "Hi {{first_name|there}}",
                                "html",
                                "<p>Hello {{first_name}}</p>"))
                .id();
    }

    private static Answer answer(RestTestClient.ResponseSpec response) {
        var result = response.returnResult(String.class);
        String body = result.getResponseBody();
        return new Answer(
                result.getStatus().value(),
                body == null || body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body),
                result.getResponseHeaders());
    }
}
