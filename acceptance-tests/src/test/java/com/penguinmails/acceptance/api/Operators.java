package com.penguinmails.acceptance.api;

import com.penguinmails.acceptance.Stack;
import com.penguinmails.localstack.demo.OperatorAccount;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** Those who run the platform: one who may do everything, and one who may hardly anything. */
public final class Operators {

    /** The one permission of a staff member in the role {@code finance}. */
    static final String PERMISSION_OF_FINANCE = "platform:tenant:read";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String SYSTEM = "/api/v1/platform/system";

    private Operators() {}

    private enum Holder {
        INSTANCE;

        private final Person chief = chief();
        private final Person finance = finance(chief);

        private static Person chief() {
            new OperatorAccount(Stack.running()).logIn();
            return new Person(Stack.running().operatorEmail(), Stack.running().operatorPassword(), null);
        }

        private static Person finance(Person chief) {
            Person person = Person.signUp("Finance");
            Gateway.succeed(Call.of("POST", "/api/v1/platform/admin/staff")
                    .bearer(chief.token())
                    .json(Json.object("email", person.email(), "role", "finance")));
            person.forget();
            return person;
        }
    }

    public static Person chief() {
        return Holder.INSTANCE.chief;
    }

    static Person finance() {
        return Holder.INSTANCE.finance;
    }

    /** The id of the entry. */
    static String enter(String tenantId, String mark) {
        return Gateway.succeed(Call.of("POST", "/api/v1/platform/admin/tenants/" + tenantId + "/entries")
                        .bearer(chief().token())
                        .json(Json.object("reason", "a look on behalf of " + mark, "minutes", 30)))
                .json()
                .path("id")
                .asString();
    }

    /** The id of some job of the tenant that is done. */
    static String jobOf(String tenantId) {
        var found = new AtomicReference<String>();
        Awaitility.await("a job of the tenant is done").atMost(PATIENCE).until(() -> {
            for (JsonNode queue : get(SYSTEM + "/queues").path("queues")) {
                String name = queue.path("queue").asString();
                JsonNode jobs = get(SYSTEM + "/queues/" + name + "/jobs?status=completed&limit=1&tenantId=" + tenantId)
                        .path("items");
                if (!jobs.isEmpty()) {
                    found.set(jobs.get(0).path("id").asString());
                    return true;
                }
            }
            return false;
        });
        return found.get();
    }

    /** One that little depends on, since tests pause it. */
    static String someQueue() {
        return "housekeeping";
    }

    static String someSchedule() {
        return last(get(SYSTEM + "/schedules"), "name");
    }

    private static String last(JsonNode named, String field) {
        return named.get(named.size() - 1).path(field).asString();
    }

    static JsonNode get(String path) {
        return Gateway.succeed(Call.of("GET", path).bearer(chief().token())).json();
    }
}
