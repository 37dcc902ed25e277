package com.penguinmails.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.tenant.TenantDataKeys;
import com.penguinmails.contracts.tenant.TenantDataKeys.WrappedKeyset;
import com.penguinmails.kernel.TenantId;
import java.util.List;
import java.util.UUID;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class CryptoAutoConfigurationTest {

    private static final TenantId TENANT = new TenantId(UUID.fromString("0193521f-0000-7000-8000-000000000001"));
    private static final String CANARY = "canary-that-is-no-base64-!!";

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withPropertyValues("spring.config.import=classpath:penguinmails/crypto.yml")
            .withConfiguration(AutoConfigurations.of(CryptoAutoConfiguration.class));

    @Test
    void aServiceThatAsksForNothingStartsWithoutKeys() {
        service.run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aServiceThatEncryptsDoesNotStartWithoutTheMasterKey() {
        service.withUserConfiguration(Encrypting.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("Set MASTER_KEY to the base64 of 32 random bytes"));
    }

    @Test
    void aServiceThatSignsLinksDoesNotStartWithoutALinkKey() {
        service.withUserConfiguration(Linking.class)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("LINK_SIGNING_KEY"));
    }

    @Test
    void aDevelopersMachineNeedsNoKeys() {
        service.withUserConfiguration(Encrypting.class, Linking.class)
                .withPropertyValues("PENGUINMAILS_LOCAL=true")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void theKeysOfTheEnvironmentAreUsed() {
        service.withUserConfiguration(Encrypting.class, Linking.class)
                .withPropertyValues(
                        "MASTER_KEY=" + "A".repeat(43) + "=",
                        "LINK_SIGNING_KEY=" + "B".repeat(42) + "A=," + "A".repeat(43) + "=")
                .run(context -> {
                    TenantCipher cipher = context.getBean(TenantCipher.class);
                    assertThat(cipher.decrypt(TENANT, cipher.encrypt(TENANT, "secret", "here"), "here"))
                            .isEqualTo("secret");
                    SignedTokens former = SignedTokens.of(List.of(new byte[32]));
                    assertThat(context.getBean(SignedTokens.class)
                                    .verifyId("click", former.sign("click", TENANT.value())))
                            .contains(TENANT.value());
                });
    }

    @Test
    void aBrokenKeyIsNamedButNotQuoted() {
        service.withUserConfiguration(Encrypting.class)
                .withPropertyValues("MASTER_KEY=" + CANARY)
                .run(context -> assertThat(Throwables.getStackTrace(context.getStartupFailure()))
                        .contains("MASTER_KEY", "is not base64")
                        .doesNotContain(CANARY));
        service.withUserConfiguration(Encrypting.class)
                .withPropertyValues("MASTER_KEY=AAAA")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("holds 3 bytes"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Encrypting {

        @Bean
        TenantDataKeys tenantDataKeys() {
            String keyset = new WrappedKeysets(RootKey.of(new byte[32], List.of())).generate(TENANT);
            return tenant -> new WrappedKeyset(tenant, keyset);
        }

        @Bean
        Encryptor encryptor(TenantCipher cipher) {
            return new Encryptor(cipher);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Linking {

        @Bean
        LinkMaker linkMaker(SignedTokens tokens) {
            return new LinkMaker(tokens);
        }
    }

    record Encryptor(TenantCipher cipher) {}

    record LinkMaker(SignedTokens tokens) {}
}
