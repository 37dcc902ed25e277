package com.penguinmails.user.sso;

import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.PublicAddress;
import org.springframework.stereotype.Component;

/**
 * Where providers send browsers back to: a page of the web application, another one for each tenant. So an answer of one tenant's provider cannot be
 * taken for that of another's (RFC 9700 §4.4, mix-up).
 */
@Component
class RedirectPages {

    private final PublicAddress address;

    RedirectPages(PublicAddress address) {
        this.address = address;
    }

    String of(TenantId tenant) {
        return address.at("/login/sso/") + tenant;
    }
}
