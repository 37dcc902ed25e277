package com.penguinmails.user.sso;

import com.penguinmails.kernel.TenantId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where providers send browsers back to: a page of the web application, another one for each tenant. So an answer of one tenant's provider cannot be
 * taken for that of another's (RFC 9700 §4.4, mix-up).
 */
@Component
class RedirectPages {

    private final String publicUrl;

    RedirectPages(@Value("${penguinmails.public-url}") String publicUrl) {
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    String of(TenantId tenant) {
        return publicUrl + "/login/sso/" + tenant;
    }
}
