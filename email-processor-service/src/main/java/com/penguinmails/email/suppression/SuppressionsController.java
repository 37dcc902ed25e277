package com.penguinmails.email.suppression;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import com.penguinmails.web.Idempotent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The suppression list as people see and keep it. */
@RestController
@RequestMapping("/api/v1/suppressions")
class SuppressionsController {

    static final int MAX_ENTRIES = 1000;

    private final SuppressionList list;

    SuppressionsController(SuppressionList list) {
        this.list = list;
    }

    /** Exactly one of the two. */
    record Target(@Nullable String address, @Nullable String domain) {}

    /** Either one target, or {@code entries} with up to {@value #MAX_ENTRIES} of them. */
    record Request(
            @Nullable String address,
            @Nullable String domain,
            @Nullable List<Target> entries) {}

    record Added(int added, int alreadyThere) {}

    record View(
            UUID id,
            @Nullable String address,
            @Nullable String domain,
            String reason,
            String source,
            Instant createdAt) {}

    @GetMapping
    @RequiresPermission(Permissions.SUPPRESSION_READ)
    CursorPage<View> list(
            @RequestParam @Nullable String cursor, @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        return CursorPage.of(
                list.before(Cursors.idOr(cursor, Cursors.NEWEST), size + 1),
                size,
                row -> row.id().toString(),
                SuppressionsController::view);
    }

    @PostMapping
    @RequiresPermission(Permissions.SUPPRESSION_WRITE)
    @Idempotent
    @ResponseStatus(HttpStatus.CREATED)
    public ResponseEntity<Added> add(@RequestBody Request request, CurrentUser user) {
        var targets = targets(request).stream().distinct().toList();
        int added = list.add(targets, "user " + user.userId());
        return ResponseEntity.status(HttpStatus.CREATED).body(new Added(added, targets.size() - added));
    }

    @DeleteMapping("/{id}")
    @RequiresPermission(Permissions.SUPPRESSION_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        list.remove(id);
    }

    private static List<String> targets(Request request) {
        if (request.entries() == null) {
            return List.of(target(new Target(request.address(), request.domain()), ""));
        }
        if (request.address() != null || request.domain() != null) {
            throw Refusal.invalid("entries", "give either one address or domain, or entries");
        }
        if (request.entries().isEmpty() || request.entries().size() > MAX_ENTRIES) {
            throw Refusal.invalid("entries", "must have 1 to " + MAX_ENTRIES + " items");
        }
        var problems = new ArrayList<Refusal.Item>();
        var targets = new ArrayList<String>();
        for (int i = 0; i < request.entries().size(); i++) {
            try {
                targets.add(target(request.entries().get(i), "entries[" + i + "]."));
            } catch (Refusal invalid) {
                problems.addAll(invalid.items());
            }
        }
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        return targets;
    }

    private static String target(@Nullable Target target, String path) {
        if (target == null || (target.address() == null) == (target.domain() == null)) {
            throw Refusal.invalid(path + "address", "give either an address or a domain");
        }
        if (target.address() != null) {
            return EmailAddress.parse(target.address())
                    .orElseThrow(() -> Refusal.invalid(path + "address", "is not a mail address"))
                    .value();
        }
        return Optional.ofNullable(target.domain())
                .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
                .filter(domain -> !domain.contains("@"))
                .flatMap(domain -> EmailAddress.parse("x@" + domain))
                .orElseThrow(() -> Refusal.invalid(path + "domain", "is not a domain"))
                .domain();
    }

    private static View view(SuppressionList.Row row) {
        boolean address = row.target().contains("@");
        return new View(
                row.id(),
                address ? row.target() : null,
                address ? null : row.target(),
                row.reason().stored(),
                row.source(),
                row.createdAt());
    }
}
