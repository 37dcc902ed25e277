package com.penguinmails.crypto;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys as configuration gives them.
 *
 * @param masterKey base64 of the 32 bytes that wrap every tenant's keyset; empty when unset
 * @param retiredMasterKeys former master keys, which still unwrap
 * @param linkKeys base64 keys of at least 32 bytes for links; the first signs, all verify
 * @param developmentKeysAllowed whether publicly known keys may stand in for unset ones; never in production
 */
@ConfigurationProperties("penguinmails.crypto")
public record CryptoProperties(
        @DefaultValue("") String masterKey,
        @DefaultValue List<String> retiredMasterKeys,
        @DefaultValue List<String> linkKeys,
        @DefaultValue("false") boolean developmentKeysAllowed) {

    /** Leaves the keys out, so that a logged configuration gives nothing away. */
    @Override
    public String toString() {
        return "CryptoProperties[developmentKeysAllowed=" + developmentKeysAllowed + "]";
    }
}
