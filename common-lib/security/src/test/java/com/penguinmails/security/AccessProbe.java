package com.penguinmails.security;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The same question behind each kind of door: which rows are seen from here? */
@SpringBootApplication
class AccessProbe {

    public static void main(String[] arguments) {
        SpringApplication.run(AccessProbe.class, arguments);
    }

    /** @param tenant in scope; empty for none */
    record Seen(String tenant, List<String> notes) {}

    @RestController
    static class Notes {

        private final JdbcClient jdbc;
        private final TransactionTemplate transaction;

        Notes(JdbcClient jdbc, PlatformTransactionManager transactions) {
            this.jdbc = jdbc;
            this.transaction = new TransactionTemplate(transactions);
        }

        @GetMapping("/api/v1/notes")
        @RequiresPermission("note:read")
        Seen ofTenant() {
            return seen();
        }

        @GetMapping("/api/v1/platform/system/notes")
        @RequiresPermission(PlatformPermissions.QUEUE_READ)
        Seen ofPlatform() {
            return seen();
        }

        @GetMapping("/api/v1/notes/own")
        @AnyUser
        Seen own() {
            return new Seen("", List.of());
        }

        @GetMapping("/api/v1/notes/keys")
        @AnyUser
        @RecentSignIn
        Seen guarded() {
            return new Seen("", List.of());
        }

        @GetMapping("/api/v1/notes/passwords")
        @AnyUser
        @OwnSignIn
        Seen personal() {
            return new Seen("", List.of());
        }

        private Seen seen() {
            List<String> notes = transaction.execute(status ->
                    jdbc.sql("select text from note").query(String.class).list());
            return new Seen(TenantScope.find().map(Object::toString).orElse(""), List.copyOf(notes));
        }
    }

    /** The shape of a refusal belongs to another module; here its code is enough. */
    @RestControllerAdvice
    static class Refusals {

        @ExceptionHandler
        ResponseEntity<Map<String, String>> refused(Refusal refusal) {
            return ResponseEntity.status(refusal.kind().status()).body(Map.of("code", refusal.code()));
        }
    }
}
