package com.penguinmails.email;

import com.penguinmails.contracts.email.ContentSnapshots;
import com.penguinmails.contracts.email.ContentSnapshots.ContentSnapshot;
import com.penguinmails.contracts.email.EmailActivity;
import com.penguinmails.contracts.email.OutboundMessages;
import com.penguinmails.contracts.email.OutboundMessages.NewMessage;
import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.email.Sending.OutcomeAck;
import com.penguinmails.contracts.email.Sending.Prepared;
import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.security.SecurityProperties;
import com.penguinmails.security.TokenVerification;
import com.penguinmails.testkit.MutableClock;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.json.JsonMapper;

/** The running service with a tenant that no other test knows, and callers that speak to it over HTTP. */
@ServiceTest
@Import(EmailIT.Time.class)
abstract class EmailIT {

    static final String WORKER = "worker-1";
    static final String PAGE = """
            <p>Hi {{first_name|there}}, see <a href="https://shop.example/?n={{first_name}}">this</a>
            or <a href="https://other.example/x">that</a>.</p>""";

    @TestConfiguration
    static class Time {

        @Bean
        MutableClock clock() {
            return new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        }

        /** Tokens follow the real time, so a turned clock does not make them expire. */
        @Bean
        JwtDecoder jwtDecoder(SecurityProperties properties) {
            return TokenVerification.decoder(properties, Clock.systemUTC());
        }
    }

    @Autowired
    TestDatabase database;

    @Autowired
    MutableClock clock;

    @Autowired
    JsonMapper json;

    @LocalServerPort
    int port;

    UUID tenant = UUID.randomUUID();
    UUID incarnation = UUID.randomUUID();
    UUID content = UUID.randomUUID();
    UUID campaign = UUID.randomUUID();

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @BeforeEach
    void putContent() {
        contents(tenant).put(content, snapshot(PAGE));
    }

    static ContentSnapshot snapshot(String html) {
        return new ContentSnapshot("Hello {{first_name|you}}", html, null, "Ann", "1 Main St, Springfield", true, true);
    }

    ContentSnapshots contents(UUID tenant) {
        return client(ContentSnapshots.class, "campaign", tenant);
    }

    OutboundMessages outbound(UUID tenant) {
        return client(OutboundMessages.class, "campaign", tenant);
    }

    Sending sending(UUID tenant) {
        return client(Sending.class, "worker", tenant);
    }

    <T> T client(Class<T> contract, String caller, UUID tenant) {
        var rest = RestClient.builder()
                .baseUrl("http://localhost:" + port)
                .requestFactory(new JdkClientHttpRequestFactory(http))
                .defaultHeader("Authorization", "Bearer " + TestTokens.service(caller, "email-processor"))
                .defaultHeader("PM-Tenant", tenant.toString())
                .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest))
                .build()
                .createClient(contract);
    }

    NewMessage message(String recipient) {
        return message(recipient, clock.instant());
    }

    NewMessage message(String recipient, Instant sendAt) {
        return new NewMessage(
                UUID.randomUUID(),
                campaign,
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "ann@mail.example",
                content,
                recipient,
                sendAt,
                Map.of("first_name", "Zoë & Co"));
    }

    /** A message that waits to be sent now. */
    UUID submitted(String recipient) {
        var message = message(recipient);
        outbound(tenant).submit(List.of(message));
        return message.id();
    }

    /** A message in the hands of {@link #WORKER}. */
    UUID handedOut(String recipient) {
        UUID id = submitted(recipient);
        if (!(prepare(id) instanceof Prepared.Ready)) {
            throw new AssertionError("not handed out");
        }
        return id;
    }

    Prepared prepare(UUID message) {
        return prepare(WORKER, incarnation, message).getFirst();
    }

    List<Prepared> prepare(String worker, UUID incarnation, UUID... messages) {
        return sending(tenant).prepare(new Sending.PrepareRequest(worker, incarnation, List.of(messages)));
    }

    OutcomeAck record(UUID message, Sending.Result result, int code) {
        return record(WORKER, incarnation, outcome(message, result, code, null, null));
    }

    OutcomeAck record(String worker, UUID incarnation, SendOutcome outcome) {
        return sending(tenant)
                .record(new Sending.OutcomeReport(worker, incarnation, List.of(outcome)))
                .getFirst();
    }

    SendOutcome outcome(
            UUID message,
            Sending.Result result,
            int code,
            @org.jspecify.annotations.Nullable String enhanced,
            @org.jspecify.annotations.Nullable String reply) {
        return new SendOutcome(message, result, clock.instant(), code, enhanced, reply);
    }

    String status(UUID message) {
        return behind().sql("select status from email.messages where id = ?")
                .param(message)
                .query(String.class)
                .single();
    }

    /** What a subscriber was told about a message, in the order of telling. */
    List<String> told(EmailActivity.Type type, UUID message) {
        return events(message)
                .filter(event -> event.type() == type)
                .map(event -> String.valueOf(event.detail()))
                .toList();
    }

    List<EmailActivity.Type> told(UUID message) {
        return events(message).map(EmailActivity.Event::type).toList();
    }

    private Stream<EmailActivity.Event> events(UUID message) {
        var analytics = eventsFor("analytics");
        var campaigns = eventsFor("campaign");
        if (!analytics.equals(campaigns)) {
            throw new AssertionError("the two subscribers were told different things");
        }
        return analytics.stream().filter(event -> event.messageId().equals(message));
    }

    private List<EmailActivity.Event> eventsFor(String handler) {
        return behind().sql("""
                        select payload from queue.jobs where tenant_id = ? and handler = ? and kind = 'event.email-activity.v1'
                        order by created_at, id""").params(tenant, handler).query(String.class).list().stream()
                .flatMap(payload -> json.readValue(payload, EmailActivity.Batch.class).events().stream())
                .toList();
    }

    /** As the superuser sees it. */
    JdbcClient behind() {
        return JdbcClient.create(database.superuser());
    }

    HttpResponse<String> call(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    HttpResponse<String> asUser(String method, String path, String body, String... permissions) {
        return asUserOf(tenant, method, path, body, permissions);
    }

    HttpResponse<String> asUserOf(UUID tenant, String method, String path, String body, String... permissions) {
        return call(
                method,
                path,
                body,
                "Authorization",
                "Bearer " + TestTokens.user(UUID.randomUUID(), tenant, permissions),
                "Content-Type",
                "application/json");
    }

    /** The path of one of our own addresses. */
    static String path(String url) {
        if (!url.startsWith(TestTokens.ISSUER + "/")) {
            throw new AssertionError("not a public address of ours: " + url);
        }
        return url.substring(TestTokens.ISSUER.length());
    }

    static <T> List<T> atOnce(int times, Callable<T> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            var futures = new ArrayList<Future<T>>();
            for (int i = 0; i < times; i++) {
                futures.add(threads.submit(work));
            }
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }
}
