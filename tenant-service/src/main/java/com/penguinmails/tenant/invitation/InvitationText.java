package com.penguinmails.tenant.invitation;

import com.penguinmails.contracts.user.PlatformMails;
import com.penguinmails.security.PublicAddress;
import com.penguinmails.tenant.membership.Role;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Words of the mail. The name of the tenant is in it unless it looks like a link: an invitation is no way to send a stranger one. */
@Component
class InvitationText {

    private static final Pattern LINK_LIKE = Pattern.compile(
            "[:/\\\\@]|www|\\p{Alnum}\\.\\p{Alpha}{2}", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private final PublicAddress address;

    InvitationText(PublicAddress address) {
        this.address = address;
    }

    PlatformMails.Mail of(Invitation invitation, String tenantName, Role role, InvitationToken token) {
        String tenant = LINK_LIKE.matcher(tenantName).find() ? "a company" : tenantName;
        String link = address.at("/join?token=") + token.value();
        return new PlatformMails.Mail(
                // Another link is another mail: a repeat that is not sent would leave a link that does not work any
                // more.
                UUID.nameUUIDFromBytes(token.hash()),
                invitation.email(),
                "invitation",
                Map.of("link", link, "token", token.value(), "tenant", tenant, "role", role.name()),
                "You are invited to " + tenant + " on PenguinMails",
                """
                You are invited to join %s on PenguinMails. Your role: %s.

                Open this link within 72 hours, and sign in or sign up with this address:

                %s

                Programs send this token to POST /api/v1/tenants/join instead, as the signed-in person:

                %s

                If you know nothing of this, ignore this mail: nothing happens.
                """.formatted(tenant, role.name(), link, token.value()));
    }
}
