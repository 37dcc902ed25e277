package com.penguinmails.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.campaign.Person.Answer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init")
class TemplateIT extends CampaignServiceIT {

    private Person ann;

    @BeforeEach
    void arrive() {
        ann = Person.withTenant(http);
    }

    @Test
    void aTemplateIsKeptWithTheFieldsItUses() {
        Answer made = ann.post(
                "/api/v1/templates",
                Map.of(
                        "name",
                        "Intro",
                        "subject",
                        "Hi {{first_name|there}}",
                        "html",
                        "<p>{{company}}</p>",
                        "text",
                        "{{city}}"));
        assertThat(made.status()).isEqualTo(201);
        JsonNode view = ann.get("/api/v1/templates/" + made.id()).body();
        assertThat(view).isEqualTo(made.body());
        assertThat(view.path("fields").toString()).isEqualTo("[\"city\",\"company\",\"first_name\"]");
        assertThat(view.path("fieldsWithoutFallback").toString()).isEqualTo("[\"city\",\"company\"]");
        assertThat(view.path("version").asInt()).isZero();
        assertThat(ann.get("/api/v1/templates")
                        .body()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(made.id().toString());
    }

    @Test
    void problemsAreNamedByPartAndNothingIsSaved() {
        Answer answer =
                ann.post("/api/v1/templates", Map.of("name", "Bad", "subject", "Hi {{first", "html", "<p>{{x</p>"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").findValuesAsString("field")).containsExactly("subject", "html");
        assertThat(count("templates", ann)).isZero();
    }

    @Test
    void invalidFieldsAreNamed() {
        Answer answer = ann.post("/api/v1/templates", Map.of("name", " ", "subject", "two\nlines", "html", ""));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("name", "subject", "html");
        assertThat(ann.post("/api/v1/templates", Map.of("name", "a", "subject", "b", "html", "c", "colour", "red"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aChangeNeedsTheVersionThatWasRead() {
        UUID id = ann.template();
        var change = Map.of("name", "New", "subject", "Hey", "html", "<p>x</p>", "version", 0);
        Answer changed = ann.put("/api/v1/templates/" + id, change);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("version").asInt()).isEqualTo(1);
        Answer late = ann.put("/api/v1/templates/" + id, change);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("changed-meanwhile");
        assertThat(ann.put("/api/v1/templates/" + id, Map.of("name", "a", "subject", "b", "html", "c"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aPreviewShowsWhatALeadWouldGet() {
        UUID id = ann.template();
        ann.upload("a.csv", "Email,First Name\nann@example.com,Ann\n");
        String lead =
                ann.get("/api/v1/leads").body().path("items").path(0).path("id").asString();
        String path = "/api/v1/templates/" + id + "/preview";
        assertThat(ann.post(path, Map.of("leadId", lead)).body().path("subject").asString())
                .isEqualTo("Hi Ann");
        assertThat(ann.post(path, Map.of("fields", Map.of("first_name", "Zoe")))
                        .body()
                        .path("html")
                        .asString())
                .isEqualTo("<p>Hello Zoe</p>");
        assertThat(ann.post(path, Map.of()).body().path("subject").asString()).isEqualTo("Hi there");
        assertThat(ann.post(path, Map.of("leadId", UUID.randomUUID())).status()).isEqualTo(400);
        assertThat(ann.post(path, Map.of("leadId", lead, "fields", Map.of())).status())
                .isEqualTo(400);
    }

    @Test
    void whenTheRendererIsAwayNothingIsSavedAndTheCallerIsTold() {
        world(ann).renderingDown = true;
        Answer answer = ann.post("/api/v1/templates", Map.of("name", "a", "subject", "b", "html", "c"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(count("templates", ann)).isZero();
    }
}
