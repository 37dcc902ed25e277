package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.crypto.WrappedKeysets;
import com.penguinmails.testkit.MutableClock;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.http.server.LocalTestWebServer;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.LinkedMultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One running user-service for all integration tests, and the steps they have in common. */
@ServiceTest
@Import(UserServiceFixture.Parts.class)
abstract class UserServiceFixture {

    static final String PASSWORD = "correct horse battery staple";

    /** What {@code PLATFORM_OPERATORS} says; nobody else has these addresses. */
    static final List<String> NAMED_OPERATORS = List.of("root@operators.example", "deputy@operators.example");

    private static final MailSink MAIL = new MailSink().start();
    static final TestDns DNS = new TestDns();
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final Pattern TOKEN = Pattern.compile("(?m)^([A-Za-z0-9_-]{43})\\r?$");

    @TestConfiguration(proxyBeanMethods = false)
    static class Parts {

        @Bean
        @Primary
        MutableClock testClock() {
            return MutableClock.atNoon();
        }

        @Bean
        @Primary
        FakeMemberships fakeMemberships() {
            return new FakeMemberships();
        }

        /** The client of the JDK: it follows no redirect and tries nothing twice. */
        @Bean
        @Lazy
        RestTestClient restTestClient(ApplicationContext application) {
            return RestTestClient.bindToServer(new JdkClientHttpRequestFactory())
                    .uriBuilderFactory(LocalTestWebServer.obtain(application).uriBuilderFactory())
                    .build();
        }

        /** Started by the first test that needs one. */
        @Bean(destroyMethod = "close")
        @Lazy
        RealProvider realProvider(MutableClock clock) {
            return new RealProvider(clock);
        }

        @Bean
        @Primary
        FakeFederatedMembers fakeFederatedMembers(FakeMemberships memberships) {
            return new FakeFederatedMembers(memberships);
        }

        @Bean
        @Primary
        FakeDataKeys fakeDataKeys(WrappedKeysets keysets) {
            return new FakeDataKeys(keysets);
        }

        @Bean
        @Primary
        FakeApiKeys fakeApiKeys() {
            return new FakeApiKeys();
        }

        @Bean
        @Primary
        FakeRules fakeRules() {
            return new FakeRules();
        }

        @Bean
        @Primary
        FakeStaff fakeStaff() {
            return new FakeStaff();
        }
    }

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) {
        registry.add("SMTP_FALLBACK_URL", () -> "smtp://localhost:" + MAIL.port());
        registry.add("SSO_LOOPBACK_ALLOWED", () -> "true");
        registry.add("SSO_DNS_SERVER", () -> "127.0.0.1:" + DNS.port());
        registry.add("PLATFORM_OPERATORS", () -> String.join(", ", NAMED_OPERATORS));
        registry.add(
                "SERVICE_CLIENT_SECRETS",
                () -> "worker=secret-of-worker,tenant=secret-of-tenant,user=secret-of-user,gateway=secret-of-gateway");
    }

    @Autowired
    RestTestClient http;

    @Autowired
    TestDatabase database;

    @Autowired
    MutableClock clock;

    @Autowired
    FakeMemberships memberships;

    @Autowired
    FakeFederatedMembers federatedMembers;

    @Autowired
    FakeRules rules;

    @Autowired
    FakeStaff staff;

    @Autowired
    JsonMapper json;

    @LocalServerPort
    int port;

    @BeforeEach
    void allIsWell() {
        memberships.away(false);
        federatedMembers.full(false);
        DNS.silent(false);
        staff.dismissEverybody();
        MAIL.refuse(recipient -> false, 550);
    }

    MailSink mail() {
        return MAIL;
    }

    JdbcClient sql() {
        return JdbcClient.create(database.superuser());
    }

    static String newAddress() {
        return "person" + COUNTER.incrementAndGet() + "@example.com";
    }

    record Answer(int status, Map<String, List<String>> headers, JsonNode body) {

        String code() {
            return body.path("code").asString("");
        }

        /** The first value; empty when there is no such header. */
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        String text(String field) {
            return body.path(field).asString("");
        }
    }

    Answer post(String path, Object body) {
        return post(path, body, null);
    }

    Answer post(String path, Object body, @Nullable String token) {
        var request = http.post().uri(path).contentType(MediaType.APPLICATION_JSON);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return answer(request.body(body).exchange().expectBody(String.class).returnResult());
    }

    Answer get(String path, @Nullable String token) {
        var request = http.get().uri(path);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return answer(request.exchange().expectBody(String.class).returnResult());
    }

    Answer patch(String path, Object body, @Nullable String token) {
        var request = http.patch().uri(path).contentType(MediaType.APPLICATION_JSON);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return answer(request.body(body).exchange().expectBody(String.class).returnResult());
    }

    Answer put(String path, Object body, @Nullable String token) {
        var request = http.put().uri(path).contentType(MediaType.APPLICATION_JSON);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return answer(request.body(body).exchange().expectBody(String.class).returnResult());
    }

    Answer delete(String path, @Nullable String token) {
        var request = http.delete().uri(path);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return answer(request.exchange().expectBody(String.class).returnResult());
    }

    /** The access token of a fresh sign-in. */
    String tokenOf(String email) {
        return login(email, PASSWORD).text("accessToken");
    }

    Answer answer(EntityExchangeResult<String> result) {
        String body = result.getResponseBody();
        Map<String, List<String>> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        result.getResponseHeaders().forEach(headers::put);
        return new Answer(
                result.getStatus().value(),
                headers,
                body == null || body.isEmpty() ? json.createObjectNode() : json.readTree(body));
    }

    Answer signUp(String email) {
        return post("/api/v1/auth/signup", Map.of("email", email, "password", PASSWORD, "name", "Ana"));
    }

    Answer login(String email, String password) {
        return post("/api/v1/auth/login", Map.of("email", email, "password", password));
    }

    Answer refresh(String refreshToken) {
        return post("/api/v1/auth/refresh", Map.of("refreshToken", refreshToken));
    }

    /** Signs up, has the mail sent, follows its link. */
    String verifiedPerson() {
        String email = newAddress();
        assertThat(signUp(email).status()).isEqualTo(202);
        verify(email);
        return email;
    }

    /** Has the mail of a sign-up sent and follows its link. */
    void verify(String email) {
        deliverMails(email);
        assertThat(post("/api/v1/auth/verify-email", Map.of("token", lastToken(email)))
                        .status())
                .isEqualTo(200);
    }

    UUID idOf(String email) {
        return sql().sql("select id from users.accounts where email = ?")
                .param(email)
                .query(UUID.class)
                .single();
    }

    String lastToken(String email) {
        var matcher = TOKEN.matcher(mail().to(email).getLast().content());
        assertThat(matcher.find()).as("a token on a line of its own").isTrue();
        return matcher.group(1);
    }

    List<JobDelivery> mailJobs(String email) {
        return sql().sql("""
                        select id, tenant_id, kind, payload from queue.jobs
                        where tenant_id = (select id from users.accounts where email = ?) and handler = 'user' order by id""")
                .param(email)
                .query((row, number) -> new JobDelivery(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        1,
                        row.getString(4),
                        ""))
                .list();
    }

    /** What queuer and worker do: bring every job of that person to the service. */
    List<JobReport> deliverMails(String email) {
        return deliver(mailJobs(email));
    }

    List<JobReport> deliver(List<JobDelivery> jobs) {
        var reports = new ArrayList<JobReport>();
        jobs.stream()
                .map(JobDelivery::kind)
                .distinct()
                .forEach(kind -> reports.addAll(deliver(
                        kind,
                        jobs.stream().filter(job -> job.kind().equals(kind)).toList())));
        return reports;
    }

    private List<JobReport> deliver(String kind, List<JobDelivery> jobs) {
        var reports = http.post()
                .uri("/internal/jobs/" + kind)
                .header("Authorization", "Bearer " + serviceToken("worker", "user"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(jobs)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<List<JobReport>>() {})
                .returnResult()
                .getResponseBody();
        return reports == null ? List.of() : reports;
    }

    String serviceToken(String caller, String callee) {
        Answer answer = askServiceToken(caller, "secret-of-" + caller, callee);
        assertThat(answer.status()).isEqualTo(200);
        return answer.text("access_token");
    }

    Answer askServiceToken(String caller, String secret, @Nullable String callee) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("grant_type", "client_credentials");
        form.add("scope", "internal");
        if (callee != null) {
            form.add("resource", callee);
        }
        return answer(http.post()
                .uri("/oauth2/token")
                .headers(headers -> headers.setBasicAuth(caller, secret))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .exchange()
                .expectBody(String.class)
                .returnResult());
    }
}
