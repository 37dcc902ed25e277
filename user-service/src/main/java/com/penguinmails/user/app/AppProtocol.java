package com.penguinmails.user.app;

import com.penguinmails.user.token.AppClients;
import com.penguinmails.user.token.AppId;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.PublicClientAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.stereotype.Component;

/** Puts apps into Spring's authorization server: its filters read and check the requests, the grants are ours. */
@Component
class AppProtocol implements AppClients {

    private final Apps apps;
    private final AuthorizationStart start;
    private final AuthorizationErrors errors;
    private final CodeGrant codes;
    private final RefreshGrant refreshes;

    AppProtocol(
            Apps apps, AuthorizationStart start, AuthorizationErrors errors, CodeGrant codes, RefreshGrant refreshes) {
        this.apps = apps;
        this.start = start;
        this.errors = errors;
        this.codes = codes;
        this.refreshes = refreshes;
    }

    @Override
    public Optional<RegisteredClient> find(AppId id) {
        return apps.find(id).map(AppProtocol::client);
    }

    private static RegisteredClient client(App app) {
        return RegisteredClient.withId(app.id().text())
                .clientId(app.id().text())
                .clientName(app.name())
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(uris -> uris.addAll(app.redirectUris()))
                .scopes(scopes -> scopes.addAll(app.scopes()))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(true)
                        .build())
                .build();
    }

    @Override
    public void atAuthorization(HttpSecurity http, OAuth2AuthorizationServerConfigurer server) {
        server.authorizationEndpoint(endpoint -> endpoint.errorResponseHandler(errors));
        http.exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(
                start, PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/oauth2/authorize")));
    }

    @Override
    public AuthenticationConverter named() {
        return new AppClientName();
    }

    @Override
    public void atClientAuthentication(List<AuthenticationProvider> providers) {
        // Spring's own looks for codes in a store of its own, where none are.
        providers.removeIf(PublicClientAuthenticationProvider.class::isInstance);
        providers.addFirst(new KnownApp(this));
    }

    @Override
    public void atTokens(List<AuthenticationProvider> providers) {
        providers.removeIf(provider -> !(provider instanceof OAuth2ClientCredentialsAuthenticationProvider));
        providers.add(codes);
        providers.add(refreshes);
    }

    @Override
    public AuthenticationFailureHandler tokenErrors() {
        return new TokenErrors();
    }
}
