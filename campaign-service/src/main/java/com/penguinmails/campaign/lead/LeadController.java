package com.penguinmails.campaign.lead;

import com.penguinmails.campaign.lead.Leads.StopReason;
import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.security.RequiresPermission;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.Cursors;
import com.penguinmails.web.Filters;
import com.penguinmails.web.SortedPage;
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

    /**
     * @param email start of the address
     * @param doNotContact {@code bounced}, {@code unsubscribed} or both, with a comma: those that are written to no more for that reason
     * @param sort {@code createdAt} or {@code email}, with - in front for descending
     */
    @GetMapping("/api/v1/leads")
    @RequiresPermission(Permissions.LEAD_READ)
    CursorPage<LeadView> leads(
            @RequestParam(required = false) @Nullable UUID listId,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String doNotContact,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        String prefix = email == null || email.isBlank() ? null : email.strip().toLowerCase(Locale.ROOT);
        SortedPage page = Leads.SORT.page(sort, cursor);
        var found = leads.page(
                listId, prefix, Filters.anyOf("doNotContact", doNotContact, StopReason.class), page, size + 1);
        return CursorPage.of(found, size, lead -> page.position(lead.email(), lead.id()), Function.identity());
    }
}
