package com.penguinmails.user.token;

import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** What the authorization server does for apps; put in by the feature that keeps them. */
public interface AppClients {

    /** Empty for an unknown app and for one that was revoked. */
    Optional<RegisteredClient> find(AppId id);

    /** Adds the authorization endpoint's answers. */
    void atAuthorization(HttpSecurity http, OAuth2AuthorizationServerConfigurer server);

    /** Adds how an app says which one it is. */
    void atClientAuthentication(List<AuthenticationProvider> providers);

    /** Reads that name from a request. */
    AuthenticationConverter named();

    /** Adds the grants of codes and refresh tokens. */
    void atTokens(List<AuthenticationProvider> providers);

    /** How refusals of the token endpoint are said. */
    AuthenticationFailureHandler tokenErrors();
}
