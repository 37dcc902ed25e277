package com.penguinmails.crypto;

import com.penguinmails.contracts.tenant.TenantDataKeys;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Offers what the service asks for and no more: the beans are lazy, so a service that only reads links starts without
 * the master key, and one that encrypts fails at start-up when the key is missing.
 */
@AutoConfiguration
@EnableConfigurationProperties(CryptoProperties.class)
class CryptoAutoConfiguration {

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    RootKey rootKey(CryptoProperties properties) {
        return RootKey.from(properties);
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    WrappedKeysets wrappedKeysets(RootKey root) {
        return new WrappedKeysets(root);
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    PlatformCipher platformCipher(RootKey root) {
        return new PlatformCipher(root);
    }

    @Bean
    @Lazy
    @ConditionalOnBean(TenantDataKeys.class)
    @ConditionalOnMissingBean
    KeysetSource keysetSource(TenantDataKeys keys) {
        return tenant -> keys.dataKey(tenant.value()).keyset();
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    TenantCipher tenantCipher(KeysetSource source, WrappedKeysets keysets, ObjectProvider<Clock> clock) {
        return new TenantCipher(source, keysets, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    SignedTokens signedTokens(CryptoProperties properties) {
        return SignedTokens.from(properties);
    }
}
