package com.penguinmails.acceptance.api;

import com.penguinmails.acceptance.Stack;
import com.penguinmails.localstack.demo.PlatformClient;
import com.penguinmails.localstack.demo.Registration;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody with an account, who logs in again in time, so that the sign-in always counts as recent. */
public final class Person {

    private static final Duration TOKEN_KEPT = Duration.ofMinutes(4);
    private static final Duration MAIL_PATIENCE = Duration.ofMinutes(1);
    private static final Pattern LINK_TOKEN = Pattern.compile("token=([A-Za-z0-9._-]{20,})");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String email;
    private final String password;
    private @Nullable String tenantId;
    private String token = "";
    private String refreshToken = "";
    private Instant loggedInAt = Instant.EPOCH;

    Person(String email, String password, @Nullable String tenantId) {
        this.email = email;
        this.password = password;
        this.tenantId = tenantId;
    }

    /** A new account with a proved address, in no tenant. */
    static Person signUp(String name) {
        String email =
                "person" + COUNT.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36) + "@people.example";
        String password = "correct horse " + Long.toString(System.nanoTime(), 36);
        new Registration(new PlatformClient(Stack.running().gateway()), Stack.world()).of(email, password, name);
        return new Person(email, password, null);
    }

    /** A token of a sign-in of the last minutes. */
    public synchronized String token() {
        if (loggedInAt.plus(TOKEN_KEPT).isBefore(Instant.now())) {
            logIn();
        }
        return token;
    }

    /** After something that may have ended the sign-in. */
    public synchronized void forget() {
        loggedInAt = Instant.EPOCH;
    }

    synchronized String refreshToken() {
        token();
        return refreshToken;
    }

    private void logIn() {
        ObjectNode credentials = Json.object("email", email, "password", password);
        if (tenantId != null) {
            credentials.put("tenantId", tenantId);
        }
        JsonNode answer = Gateway.succeed(Call.of("POST", "/api/v1/auth/login").json(credentials))
                .json();
        token = answer.path("accessToken").asString();
        refreshToken = answer.path("refreshToken").asString();
        loggedInAt = Instant.now();
    }

    /** Reads the mail of the invitation and accepts it. */
    void join(String tenant) {
        Awaitility.await("the invitation reaches " + email)
                .atMost(MAIL_PATIENCE)
                .until(() -> Stack.world()
                        .latestMail(email)
                        .map(mail -> LINK_TOKEN.matcher(mail.path("text").asString("")))
                        .filter(link -> link.find())
                        .map(link -> Gateway.send(Call.of("POST", "/api/v1/tenants/join")
                                        .bearer(token())
                                        .json(Json.object("token", link.group(1))))
                                .isSuccess())
                        .orElse(false));
        tenantId = tenant;
        forget();
    }

    public String userId() {
        return Json.claims(token()).path("sub").asString();
    }

    String sessionId() {
        return Json.claims(token()).path("sid").asString();
    }

    String email() {
        return email;
    }

    String password() {
        return password;
    }

    @Override
    public String toString() {
        return "Person[" + email + "]";
    }
}
