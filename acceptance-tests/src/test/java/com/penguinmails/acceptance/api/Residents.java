package com.penguinmails.acceptance.api;

import com.penguinmails.acceptance.Stack;
import com.penguinmails.localstack.demo.CampaignRun;
import com.penguinmails.localstack.demo.LeadFile;
import com.penguinmails.localstack.demo.TenantRun;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/**
 * Makes tenants with one of everything, through the public API. Two things come by SQL: a passkey, since there is no authenticator here,
 * and a notification, since only services make them.
 */
public final class Residents {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final AtomicInteger COUNT = new AtomicInteger();
    /** People, keys, security and money are for people. */
    private static final Set<String> NEVER_OF_KEYS = Set.of(
            "member:manage",
            "api-key:read",
            "api-key:manage",
            "security:manage",
            "billing:manage",
            "tenant:transfer",
            "tenant:delete");

    private static final List<String> NARROW = List.of("workspace:read", "analytics:read");

    private final TenantRun run;
    private final String mark;
    private final Map<String, String> ids = new HashMap<>();
    private final Person owner;

    private Residents(TenantRun run, String mark) {
        this.run = run;
        this.mark = mark;
        this.owner = new Person(run.customer().email(), run.customer().password(), run.tenantId());
    }

    /** @param name one word, which becomes part of the mark */
    public static Resident settle(String name) {
        String mark = name + COUNT.incrementAndGet() + "x" + Long.toString(System.nanoTime(), 36);
        return new Residents(Stack.customer(mark), mark).settled();
    }

    private Resident settled() {
        ids.put("tenant", run.tenantId());
        ids.put("owner", owner.userId());
        ids.put("session", owner.sessionId());
        sendMails();
        draft();
        Person viewer = member("viewer");
        ids.put("member", viewer.userId());
        Map<String, Person> narrow = new LinkedHashMap<>();
        for (String permission : NARROW) {
            String role = "only-" + permission.replace(':', '-');
            post(
                    "/api/v1/tenant/roles",
                    Json.object("role", role, "name", mark + role, "permissions", List.of(permission)));
            narrow.put(permission, member(role));
            ids.put("used-role", role);
        }
        ids.put("narrow", Objects.requireNonNull(narrow.get(NARROW.getFirst())).userId());
        ids.put(
                "other-narrow",
                Objects.requireNonNull(narrow.get(NARROW.getLast())).userId());
        ids.put("role", "spare");
        post(
                "/api/v1/tenant/roles",
                Json.object("role", "spare", "name", mark + "spare", "permissions", List.of("tenant:read")));
        ids.put("workspace", made("/api/v1/workspaces", Json.object("name", mark)));
        ids.put(
                "invitation",
                made("/api/v1/tenant/invitations", Json.object("email", mark + "@invited.example", "role", "viewer")));
        post("/api/v1/suppressions", Json.object("address", "never@" + mark.toLowerCase(Locale.ROOT) + ".example"));
        ids.put("suppression", first("/api/v1/suppressions"));
        ids.put("domain", first("/api/v1/domains"));
        ids.put(
                "sso-domain",
                post("/api/v1/sso/domains", Json.object("domain", "sso." + mark.toLowerCase(Locale.ROOT) + ".example"))
                        .path("domain")
                        .asString());
        ids.put("entry", Operators.enter(run.tenantId(), mark));
        ids.put("job", Operators.jobOf(run.tenantId()));
        Map<String, String> keys = keys();
        apps();
        bySql();
        return new Resident(
                mark,
                run.tenantId(),
                owner,
                viewer,
                Map.copyOf(narrow),
                keys,
                Set.copyOf(strongScopes()),
                Map.copyOf(ids));
    }

    private void sendMails() {
        ids.put("template", run.templateId());
        ids.put("mailbox", run.mailboxIds().getFirst());
        String reader = "reader." + mark.toLowerCase(Locale.ROOT) + "@example.com";
        JsonNode imported = run.importLeads(
                LeadFile.ofAddresses(
                        mark + ".csv",
                        List.of(reader, "plain." + mark.toLowerCase(Locale.ROOT) + "@example.com", "no address")),
                mark);
        ids.put("import", imported.path("id").asString());
        ids.put("list", imported.path("listId").asString());
        ids.put("lead", first("/api/v1/leads?listId=" + ids.get("list")));
        String campaign = run.createCampaign(mark, ids.get("list"));
        ids.put("campaign", campaign);
        run.launch(campaign);
        var sending = new CampaignRun(run, campaign, 2);
        if (!sending.awaitEnd(Stack.world(), PATIENCE)) {
            throw new IllegalStateException("the mails of " + mark + " are not decided: " + sending.statistics());
        }
        ids.put("message", first("/api/v1/messages?campaignId=" + campaign));
        links(Stack.world().latestMail(reader).orElseThrow().toString());
    }

    private void links(String mail) {
        link(mail, "open-token", "/t/o/");
        link(mail, "click-token", "/t/c/");
        link(mail, "unsubscribe-token", "/u/");
    }

    private void link(String mail, String kind, String path) {
        Matcher found =
                Pattern.compile(Pattern.quote(path) + "([A-Za-z0-9_.~-]+)").matcher(mail);
        if (!found.find()) {
            throw new IllegalStateException("no link " + path + " in " + mail);
        }
        ids.put(kind, found.group(1));
    }

    private void draft() {
        String list = ids.get("list");
        ids.put("draft", run.createCampaign(mark + " draft", String.valueOf(list)));
    }

    private Person member(String role) {
        Person person = Person.signUp(mark + role);
        post("/api/v1/tenant/invitations", Json.object("email", person.email(), "role", role));
        person.join(run.tenantId());
        return person;
    }

    private Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String scope : NARROW) {
            keys.put(scope, key(List.of(scope)).path("secret").asString());
        }
        JsonNode strong = key(strongScopes());
        keys.put(Resident.ALL_SCOPES, strong.path("secret").asString());
        ids.put("api-key", strong.path("key").path("id").asString());
        // Rotating it must not end the key above.
        ids.put(
                "spare-api-key",
                key(List.of("tenant:read")).path("key").path("id").asString());
        return Map.copyOf(keys);
    }

    private List<String> strongScopes() {
        List<String> all = new ArrayList<>();
        for (JsonNode permission : Json.claims(owner.token()).path("permissions")) {
            if (!NEVER_OF_KEYS.contains(permission.asString())) {
                all.add(permission.asString());
            }
        }
        return all;
    }

    private JsonNode key(List<String> scopes) {
        return post("/api/v1/tenant/api-keys", Json.object("name", mark, "scopes", scopes));
    }

    private void apps() {
        JsonNode app = post(
                "/api/v1/oauth/apps",
                Json.object("name", mark, "redirectUris", List.of(AppFlow.CALLBACK), "scopes", List.of("tenant:read")));
        ids.put("app", app.path("id").asString());
        var flow = new AppFlow(app.path("clientId").asString(), "tenant:read");
        flow.actFor(owner);
        ids.put("app-grant", first("/api/v1/users/me/apps"));
        ids.put("app-request", flow.ask());
    }

    private void bySql() {
        String passkey = UUID.randomUUID().toString();
        String notification = UUID.randomUUID().toString();
        try (var connection = Stack.running().superuserConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    insert into users.passkeys (id, account_id, credential_id, credential_data, sign_count, backup_eligible,
                      backed_up, name, created_at)
                    values ('%s', '%s', decode('%s', 'hex'), '\\x00', 0, true, true, '%s', now())""".formatted(passkey, owner.userId(), passkey.replace("-", ""), mark));
            statement.executeUpdate("""
                    insert into users.notifications (id, account_id, tenant_id, source_id, kind, title, created_at)
                    values ('%s', '%s', '%s', '%s', 'CAMPAIGN_COMPLETED', '%s', now())""".formatted(notification, owner.userId(), run.tenantId(), notification, mark));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        ids.put("passkey", passkey);
        ids.put("notification", notification);
    }

    private JsonNode post(String path, JsonNode body) {
        return Gateway.succeed(Call.of("POST", path).bearer(owner.token()).json(body))
                .json();
    }

    private String made(String path, JsonNode body) {
        return post(path, body).path("id").asString();
    }

    private String first(String path) {
        List<String> found = new ArrayList<>();
        Awaitility.await(path + " lists something").atMost(PATIENCE).until(() -> {
            JsonNode items = Gateway.succeed(Call.of("GET", path).bearer(owner.token()))
                    .json()
                    .path("items");
            items.forEach(item -> found.add(item.path("id").asString()));
            return !found.isEmpty();
        });
        return found.getFirst();
    }
}
