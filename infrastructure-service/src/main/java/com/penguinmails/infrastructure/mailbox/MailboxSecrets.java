package com.penguinmails.infrastructure.mailbox;

import com.penguinmails.crypto.TenantCipher;
import com.penguinmails.infrastructure.mailserver.ConnectionSecurity;
import com.penguinmails.infrastructure.mailserver.MailLogin;
import com.penguinmails.infrastructure.mailserver.MailProtocol;
import com.penguinmails.kernel.TenantId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Seals and opens the passwords of mailboxes. It may ask for the tenant's key, so not inside a transaction. */
@Component
class MailboxSecrets {

    private final TenantCipher cipher;

    MailboxSecrets(TenantCipher cipher) {
        this.cipher = cipher;
    }

    ServerAccess seal(TenantId tenant, UUID mailboxId, MailProtocol protocol, ServerLogin login) {
        return login.sealed(cipher.encrypt(tenant, login.password(), context(mailboxId, protocol)));
    }

    MailLogin open(TenantId tenant, UUID mailboxId, MailProtocol protocol, ServerAccess access) {
        return new MailLogin(
                protocol,
                access.host(),
                access.port(),
                ConnectionSecurity.of(access.security()),
                access.username(),
                cipher.decrypt(tenant, access.password(), context(mailboxId, protocol)));
    }

    private static String context(UUID mailboxId, MailProtocol protocol) {
        return "infrastructure|mailboxes|" + protocol.id() + "_password|" + mailboxId;
    }
}
