package com.penguinmails.user.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.penguinmails.security.SecurityProperties;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;

/** Spring's authorization server with our keys, our clients and our rules. */
@Configuration(proxyBeanMethods = false)
class AuthorizationServerConfiguration {

    /** In front of the chain for the API, and only for its own paths: /oauth2/** and /.well-known/**. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain authorizationServer(HttpSecurity http, AppClients apps) {
        return http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    server.oidc(oidc ->
                            oidc.providerConfigurationEndpoint(discovery -> discovery.providerConfigurationCustomizer(
                                    document -> document.claims(Discovery::tellTheTruth))));
                    apps.atAuthorization(http, server);
                    server.clientAuthentication(
                            clients -> clients.authenticationConverters(converters -> converters.addFirst(apps.named()))
                                    .authenticationProviders(providers -> {
                                        services(providers);
                                        apps.atClientAuthentication(providers);
                                    }));
                    server.tokenEndpoint(tokens -> tokens.errorResponseHandler(apps.tokenErrors())
                            .authenticationProviders(providers -> {
                                serviceTokens(providers);
                                apps.atTokens(providers);
                            }));
                })
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    private static void services(List<AuthenticationProvider> providers) {
        providers.stream()
                .filter(ClientSecretAuthenticationProvider.class::isInstance)
                .map(ClientSecretAuthenticationProvider.class::cast)
                .forEach(provider -> provider.setPasswordEncoder(new SecretDigest()));
    }

    private static void serviceTokens(List<AuthenticationProvider> providers) {
        providers.stream()
                .filter(OAuth2ClientCredentialsAuthenticationProvider.class::isInstance)
                .map(OAuth2ClientCredentialsAuthenticationProvider.class::cast)
                .forEach(provider ->
                        provider.setAuthenticationValidator(new OAuth2ClientCredentialsAuthenticationValidator()
                                .andThen(AuthorizationServerConfiguration::check)));
    }

    private static void check(OAuth2ClientCredentialsAuthenticationContext context) {
        ServiceTokenRules.check(context);
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(SecurityProperties security) {
        return AuthorizationServerSettings.builder().issuer(security.issuer()).build();
    }

    /** What everybody may know; also what this service itself verifies tokens with. */
    @Bean
    JWKSource<SecurityContext> publishedKeys(SigningKeys keys) {
        return (selector, context) -> selector.select(keys.published());
    }

    @Bean
    JwtEncoder jwtEncoder(SigningKeys keys) {
        return new NimbusJwtEncoder((selector, context) -> selector.select(new JWKSet(keys.active())));
    }

    @Bean
    OAuth2TokenGenerator<Jwt> serviceTokenGenerator(JwtEncoder encoder, Clock clock) {
        var generator = new JwtGenerator(encoder);
        generator.setClock(clock);
        generator.setJwtCustomizer(ServiceTokenRules::shape);
        return generator;
    }
}
