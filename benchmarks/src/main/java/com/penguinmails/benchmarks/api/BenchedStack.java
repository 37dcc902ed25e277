package com.penguinmails.benchmarks.api;

import com.penguinmails.localstack.LocalStack;
import com.penguinmails.localstack.RunningStack;
import com.penguinmails.localstack.StackConfig;
import com.penguinmails.localstack.demo.LeadFile;
import com.penguinmails.localstack.demo.MailWorldClient;
import com.penguinmails.localstack.demo.PlatformClient;
import com.penguinmails.localstack.demo.TenantRun;
import com.penguinmails.localstack.demo.TenantRun.Customer;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** All services, PostgreSQL, Redis and the simulated mail servers on this machine, with one tenant that has something to show. */
final class BenchedStack implements AutoCloseable {

    private static final String PLENTY = "10000000";
    private static final int CAMPAIGNS = 40;
    private static final int TEMPLATES = 40;
    private static final int MAILBOXES = 5;
    private static final int DAILY_LIMIT = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final RunningStack stack;
    private final TenantRun tenant;
    private final String listId;
    private final List<String> campaigns = new ArrayList<>();

    private BenchedStack(RunningStack stack) {
        this.stack = stack;
        this.tenant = new TenantRun(
                stack,
                new MailWorldClient(Objects.requireNonNull(stack.simulators().get("mail-world"))),
                new Customer(
                        "Measured Ltd",
                        "Ada Abel",
                        "ada@people.measured.example",
                        "correct horse battery",
                        "measured.example"));
        this.listId = furnish();
    }

    static StackConfig config(Path project, Path state) {
        return StackConfig.of(project, state).withEnvironment(limits()).withPatience(PATIENCE);
    }

    /** Every limit counts as always, in Redis, for each request; only none is ever reached. */
    private static Map<String, String> limits() {
        var limits = new TreeMap<String, String>();
        limits.put("RATE_LIMIT_USER_PER_MINUTE", PLENTY);
        for (String plan : List.of("STARTER", "PROFESSIONAL", "BUSINESS", "ENTERPRISE")) {
            limits.put("RATE_LIMIT_" + plan + "_PER_MINUTE", PLENTY);
            limits.put("RATE_LIMIT_" + plan + "_BURST", PLENTY);
        }
        return limits;
    }

    static void stopLeftovers(StackConfig config) throws InterruptedException {
        if (config.state().root().toFile().exists()) {
            LocalStack.stop(config);
        }
    }

    static BenchedStack start(StackConfig config) throws InterruptedException {
        RunningStack stack = LocalStack.start(config);
        // Also when somebody has had enough of waiting.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack)));
        try {
            return new BenchedStack(stack);
        } catch (RuntimeException failure) {
            stack.stop();
            throw failure;
        }
    }

    private String furnish() {
        Progress.say("signing up, connecting mailboxes, importing 5,000 leads");
        tenant.signUp();
        tenant.connectMailboxes(MAILBOXES, DAILY_LIMIT);
        JsonNode imported = tenant.importLeads(LeadFile.hubSpot(), "Everybody");
        for (int i = 0; i < TEMPLATES; i++) {
            tenant.writeTemplate();
        }
        String list = imported.path("listId").asString();
        for (int i = 0; i < CAMPAIGNS; i++) {
            campaigns.add(tenant.createCampaign("Campaign " + i, list));
        }
        return list;
    }

    /** A fresh access token of the tenant's owner: it is good for 15 minutes. */
    String token() {
        JsonNode login = tenant.login();
        return tenant.api()
                .post(
                        "/api/v1/auth/refresh",
                        PlatformClient.json()
                                .put("refreshToken", login.path("refreshToken").asString())
                                .put("tenantId", tenant.tenantId()))
                .path("accessToken")
                .asString();
    }

    TenantRun tenant() {
        return tenant;
    }

    String listId() {
        return listId;
    }

    List<String> campaigns() {
        return List.copyOf(campaigns);
    }

    URI gateway() {
        return stack.gateway();
    }

    URI service(String name) {
        return stack.url(name);
    }

    Connection superuser() throws SQLException {
        return stack.superuserConnection();
    }

    String postgresVersion() throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show server_version")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** What was set otherwise than in a local stack. */
    Map<String, String> settings() {
        return limits();
    }

    @Override
    public void close() throws InterruptedException {
        Progress.say("stopping all services");
        stack.stop();
    }

    private static void stop(RunningStack stack) {
        try {
            stack.stop();
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }
}
