package com.penguinmails.user.passkey;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where passkeys are good.
 *
 * @param domain the relying party id: passkeys work on this domain and below; empty takes the host of the public URL. Changing it voids all of them
 * @param origins pages that may use them, besides the public URL
 */
@ConfigurationProperties("penguinmails.passkeys")
record PasskeyProperties(
        @DefaultValue("") String domain, @DefaultValue List<URI> origins) {}
