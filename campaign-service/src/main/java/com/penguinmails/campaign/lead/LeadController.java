package com.penguinmails.campaign.lead;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LeadController {

    private final Leads leads;

    LeadController(Leads leads) {
        this.leads = leads;
    }

    /** @param email start of the address */
    @GetMapping("/api/v1/leads")
    @RequiresPermission(Permissions.LEAD_READ)
    CursorPage<LeadView> leads(
            @RequestParam(required = false) @Nullable UUID listId,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        String prefix = email == null || email.isBlank() ? null : email.strip().toLowerCase(Locale.ROOT);
        var page = leads.page(listId, prefix, Cursors.idOr(cursor, Cursors.NEWEST), size + 1);
        return CursorPage.of(page, size, lead -> lead.id().toString(), Function.identity());
    }
}
