package com.penguinmails.infrastructure;

import com.penguinmails.testkit.TestTokens;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Calls the service as a person of one tenant does, or as another service. */
final class MailboxApi {

    static final String MAILBOXES = "/api/v1/mailboxes";
    static final String[] MANAGER = {"mailbox:read", "mailbox:manage"};

    private final RestTestClient http;
    private final UUID tenant;

    MailboxApi(RestTestClient http, UUID tenant) {
        this.http = http;
        this.tenant = tenant;
    }

    static MailboxApi ofNewTenant(RestTestClient http) {
        return new MailboxApi(http, UUID.randomUUID());
    }

    UUID tenant() {
        return tenant;
    }

    /** A request that connects {@code address}, whose mailbox is open at the post office with this password. */
    static Map<String, Object> request(String address, String password) {
        Map<String, Object> request = new HashMap<>();
        request.put("address", address);
        request.put("smtp", server(PostOffice.smtpPort(), address, password));
        request.put("imap", server(PostOffice.imapPort(), address, password));
        return request;
    }

    static Map<String, Object> server(int port, String username, String password) {
        Map<String, Object> server = new HashMap<>();
        server.put("host", "127.0.0.1");
        server.put("port", port);
        server.put("security", "none");
        server.put("username", username);
        server.put("password", password);
        return server;
    }

    /** One server of a request, to bend. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> part(Map<String, Object> request, String name) {
        return (Map<String, Object>) Objects.requireNonNull(request.get(name));
    }

    Answer connect(String address) {
        PostOffice.open(address, "right");
        return post(MAILBOXES, request(address, "right"));
    }

    Answer connect(Map<String, Object> request) {
        return post(MAILBOXES, request);
    }

    Answer post(String path, Object body) {
        return call(HttpMethod.POST, path, body, Map.of());
    }

    Answer postOnce(String key, Object body) {
        return call(HttpMethod.POST, MAILBOXES, body, Map.of("Idempotency-Key", key));
    }

    Answer check(UUID mailbox) {
        return call(HttpMethod.POST, MAILBOXES + "/" + mailbox + "/check", "", Map.of());
    }

    Answer get(String path) {
        return call(HttpMethod.GET, path, "", Map.of());
    }

    Answer patch(UUID mailbox, Object body) {
        return call(HttpMethod.PATCH, MAILBOXES + "/" + mailbox, body, Map.of());
    }

    Answer delete(UUID mailbox) {
        return call(HttpMethod.DELETE, MAILBOXES + "/" + mailbox, "", Map.of());
    }

    private Answer call(HttpMethod method, String path, Object body, Map<String, String> headers) {
        return call(method, path, TestTokens.user(UUID.randomUUID(), tenant, MANAGER), body, headers);
    }

    Answer call(HttpMethod method, String path, String token, Object body, Map<String, String> headers) {
        var request = http.method(method).uri(path).contentType(MediaType.APPLICATION_JSON);
        headers.forEach(request::header);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!"".equals(body)) {
            request.body(body);
        }
        var result = request.exchange().expectBody(String.class).returnResult();
        return new Answer(
                result.getStatus().value(),
                result.getResponseHeaders(),
                Objects.requireNonNullElse(result.getResponseBody(), ""));
    }

    /** As {@code caller}, on behalf of the tenant. */
    Answer internal(String caller, String path) {
        return call(
                HttpMethod.GET,
                path,
                TestTokens.service(caller, "infrastructure"),
                "",
                Map.of("PM-Tenant", tenant.toString()));
    }
}
