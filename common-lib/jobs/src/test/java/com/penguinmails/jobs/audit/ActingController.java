package com.penguinmails.jobs.audit;

import com.penguinmails.security.RequiresPermission;
import java.util.Map;
import java.util.UUID;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The smallest endpoint that does something worth a line in the log. */
@RestController
class ActingController {

    private final AuditedActs audit;

    ActingController(AuditedActs audit) {
        this.audit = audit;
    }

    @PostMapping("/api/v1/notes/{id}/burning")
    @RequiresPermission("campaign:send")
    @Transactional
    public void burn(@PathVariable UUID id) {
        audit.record("note.burnt", "note", id, Map.of("how", "quickly"));
    }
}
