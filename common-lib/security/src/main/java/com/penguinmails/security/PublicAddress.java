package com.penguinmails.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where browsers and recipients reach the platform.
 *
 * @param publicUrl {@code PUBLIC_URL}; slashes at its end do not matter and are gone
 */
@ConfigurationProperties("penguinmails")
public record PublicAddress(
        @DefaultValue("http://localhost:8080") String publicUrl) {

    public PublicAddress {
        publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /** @param path with a slash at its beginning */
    public String at(String path) {
        return publicUrl + path;
    }
}
