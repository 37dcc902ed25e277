package com.penguinmails.web;

import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.AnyUser;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.InternalEndpoint;
import com.penguinmails.security.PublicEndpoint;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.tenancy.TenantScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A service small enough to show what every service does alike. */
@SpringBootApplication
class ProbeApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ProbeApplication.class, arguments);
    }

    record Note(
            @NotBlank String text,
            @Max(9) int level,
            @Nullable UUID about,
            @Nullable Boolean pinned,
            @Nullable Instant since) {}

    record Profile(
            @Pattern(regexp = "[a-z]+") String name,
            @Nullable String nickname,
            List<String> tags) {}

    @RestController
    static class Notes {

        private final JdbcClient jdbc;
        private final Ids ids;

        Notes(JdbcClient jdbc, Ids ids) {
            this.jdbc = jdbc;
            this.ids = ids;
        }

        @PostMapping("/notes")
        @RequiresPermission("note:write")
        @Idempotent
        @Transactional
        public ResponseEntity<Map<String, Object>> write(@RequestBody @Valid Note note) {
            UUID id = ids.next();
            jdbc.sql("insert into note (tenant_id, id, text) values (?, ?, ?)")
                    .params(TenantScope.current().value(), id, note.text())
                    .update();
            if (note.text().equals("refuse")) {
                throw Refusal.conflict("no-such-luck", "Not this one.");
            }
            return ResponseEntity.created(URI.create("/notes/" + id)).body(Map.of("id", id));
        }

        @GetMapping("/notes/{id}")
        @RequiresPermission("note:read")
        @Transactional
        public Map<String, String> read(@PathVariable UUID id) {
            return jdbc.sql("select text from note where id = ?")
                    .param(id)
                    .query(String.class)
                    .optional()
                    .map(text -> Map.of("text", text))
                    .orElseThrow(() -> Refusal.notFound("note"));
        }

        @GetMapping("/me")
        @AnyUser
        CurrentUser me(CurrentUser user) {
            return user;
        }

        @GetMapping("/profile")
        @AnyUser
        Profile profile() {
            return new Profile("ann", null, List.of());
        }

        @GetMapping("/open")
        @PublicEndpoint
        String open(@RequestParam(required = false) @Nullable String a) {
            return "open";
        }

        @PostMapping("/perhaps")
        @PublicEndpoint
        String perhaps(@RequestBody(required = false) @Nullable Note note) {
            return note == null ? "nothing" : note.text();
        }

        @GetMapping("/bug")
        @PublicEndpoint
        String bug() {
            throw new IllegalStateException("secret detail");
        }

        @GetMapping("/internal/tenant")
        @InternalEndpoint("worker")
        String tenant() {
            return TenantScope.current().toString();
        }
    }
}
