package com.penguinmails.campaign.lifecycle;

import com.penguinmails.campaign.list.Audience;
import com.penguinmails.campaign.list.Lists;
import com.penguinmails.campaign.template.Templates;
import com.penguinmails.contracts.billing.SendingQuota;
import com.penguinmails.contracts.billing.SendingQuota.QuotaView;
import com.penguinmails.contracts.email.ContentSnapshots.ContentSnapshot;
import com.penguinmails.contracts.email.TemplateRendering;
import com.penguinmails.contracts.email.TemplateRendering.TemplateCheck;
import com.penguinmails.contracts.email.TemplateRendering.TemplateSource;
import com.penguinmails.contracts.infrastructure.SendingMailboxes;
import com.penguinmails.contracts.infrastructure.SendingMailboxes.SendingMailbox;
import com.penguinmails.contracts.tenant.TenantDirectory;
import com.penguinmails.contracts.tenant.TenantDirectory.TenantView;
import com.penguinmails.contracts.user.UserDirectory;
import com.penguinmails.security.CurrentUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks everybody concerned whether a campaign can be launched, and names everything that is missing at once. */
@Component
class Preflight {

    private static final String ACTIVE = "active";
    private static final String CONNECTED = "connected";
    private static final Set<String> MAY_SEND = Set.of("trialing", "active", "past_due");
    private static final long UNLIMITED = -1;

    private final Lists lists;
    private final Templates templates;
    private final TemplateRendering rendering;
    private final SendingMailboxes mailboxes;
    private final TenantDirectory tenants;
    private final UserDirectory users;
    private final SendingQuota quota;

    Preflight(
            Lists lists,
            Templates templates,
            TemplateRendering rendering,
            SendingMailboxes mailboxes,
            TenantDirectory tenants,
            UserDirectory users,
            SendingQuota quota) {
        this.lists = lists;
        this.templates = templates;
        this.rendering = rendering;
        this.mailboxes = mailboxes;
        this.tenants = tenants;
        this.users = users;
        this.quota = quota;
    }

    /** @param version of the campaign that {@code draft} was read from */
    Inspection inspect(CampaignDraft draft, long version, CurrentUser user) {
        var missing = new ArrayList<Missing>();
        int reachable = reachable(draft, missing);
        TemplateSource source = template(draft, missing);
        TemplateCheck check = source == null ? null : checked(source, missing);
        mailboxes(draft, missing);
        String postalAddress = postalAddress(user, missing);
        if (!users.user(user.userId()).emailVerified()) {
            missing.add(new Missing("email-not-verified", "Confirm your mail address by the link we sent you."));
        }
        quota(reachable, missing);
        UUID listId = draft.listId();
        if (listId == null || source == null || check == null || postalAddress == null) {
            return new Inspection(missing, null);
        }
        var content = new ContentSnapshot(
                source.subject(),
                source.html(),
                source.text(),
                draft.fromName(),
                postalAddress,
                draft.trackOpens(),
                draft.trackClicks());
        Set<String> fields = check.fields().stream()
                .map(field -> field.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        return new Inspection(missing, new Inspection.Material(version, listId, content, fields));
    }

    private int reachable(CampaignDraft draft, List<Missing> missing) {
        Audience audience = draft.listId() == null ? new Audience(0, 0) : lists.audience(draft.listId());
        if (audience.members() == 0) {
            missing.add(new Missing("no-leads", "Choose a list with leads on it, or import some."));
        } else if (audience.reachable() == 0) {
            missing.add(new Missing("all-leads-suppressed", "Everybody on the list has bounced or unsubscribed."));
        }
        return audience.reachable();
    }

    private @Nullable TemplateSource template(CampaignDraft draft, List<Missing> missing) {
        TemplateSource source = draft.templateId() == null
                ? null
                : templates.source(draft.templateId()).orElse(null);
        if (source == null) {
            missing.add(new Missing("template-missing", "Choose a template."));
        }
        return source;
    }

    private TemplateCheck checked(TemplateSource source, List<Missing> missing) {
        TemplateCheck check = rendering.check(source);
        check.problems()
                .forEach(problem ->
                        missing.add(new Missing("template-problems", problem.part() + ": " + problem.message())));
        return check;
    }

    private void mailboxes(CampaignDraft draft, List<Missing> missing) {
        Map<UUID, SendingMailbox> known =
                mailboxes.mailboxes().stream().collect(Collectors.toMap(SendingMailbox::id, Function.identity()));
        List<UUID> away = draft.mailboxIds().stream()
                .filter(id -> known.get(id) == null || !known.get(id).status().equals(CONNECTED))
                .toList();
        if (away.size() == draft.mailboxIds().size()) {
            missing.add(new Missing("no-mailbox-connected", "Choose at least one mailbox that is connected."));
            return;
        }
        for (UUID id : away) {
            SendingMailbox mailbox = known.get(id);
            missing.add(new Missing(
                    "mailbox-not-connected",
                    mailbox == null
                            ? "The mailbox " + id + " no longer exists; take it out of the campaign."
                            : "The mailbox " + mailbox.address() + " is " + mailbox.status()
                                    + "; connect it again or take it out of the campaign."));
        }
    }

    private @Nullable String postalAddress(CurrentUser user, List<Missing> missing) {
        TenantView tenant = tenants.tenant(user.tenant().value());
        if (!tenant.status().equals(ACTIVE)) {
            missing.add(
                    new Missing("tenant-suspended", "Your account is suspended and sends nothing; contact support."));
        }
        String address = tenant.postalAddress();
        if (address == null || address.isBlank()) {
            missing.add(new Missing(
                    "postal-address-missing",
                    "Set your postal address in the settings; the law wants it in every mail."));
            return null;
        }
        return address;
    }

    private void quota(int reachable, List<Missing> missing) {
        QuotaView view = quota.quota();
        if (!MAY_SEND.contains(view.status())) {
            missing.add(new Missing("subscription-inactive", "Your subscription has ended; renew it to send."));
            return;
        }
        long left = view.emailsPerPeriod() - view.emailsReserved();
        if (view.emailsPerPeriod() != UNLIMITED && left < reachable) {
            missing.add(quotaExceeded(reachable, Math.max(0, left)));
        }
    }

    private static Missing quotaExceeded(int wanted, long left) {
        return new Missing(
                Missing.QUOTA_EXCEEDED,
                "The campaign needs " + wanted + " mails, and your plan has " + left + " left in this period.");
    }
}
