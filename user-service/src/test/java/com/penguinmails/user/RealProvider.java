package com.penguinmails.user;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2AccessTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.web.servlet.DispatcherServlet;

/** An OpenID provider as companies run them: Spring's own authorization server, on a free port. Whoever is named in the browser's header is signed in. */
final class RealProvider implements AutoCloseable {

    static final String SECRET = "s3cret/of the client";
    private static final String WHO = "X-Signed-In";

    private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();
    private final ConfigurableApplicationContext context;
    private final Known clients = new Known();

    RealProvider(Clock clock) {
        context = new SpringApplicationBuilder(Server.class)
                .web(WebApplicationType.SERVLET)
                .properties(Map.of("server.port", "0", "spring.main.banner-mode", "off"))
                .initializers(starting -> {
                    starting.getBeanFactory().registerSingleton("people", new People(people));
                    starting.getBeanFactory().registerSingleton("clients", clients);
                    starting.getBeanFactory().registerSingleton("providersClock", clock);
                })
                .run();
    }

    String issuer() {
        return "http://localhost:"
                + Objects.requireNonNull(((ServletWebServerApplicationContext) context).getWebServer())
                        .getPort();
    }

    /** @param claims besides {@code sub} */
    void person(String subject, Map<String, Object> claims) {
        people.put(subject, new HashMap<>(claims));
    }

    /** Returns the client id. */
    String client(String redirectUri) {
        String id = "penguinmails-" + UUID.randomUUID();
        clients.add(RegisteredClient.withId(id)
                .clientId(id)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(redirectUri)
                .scope("openid")
                .scope("email")
                .scope("profile")
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .build());
        return id;
    }

    /** What a browser brings back in which this person is signed in to the provider. */
    Map<String, String> visit(String authorizationUrl, String subject) {
        try (var browser = HttpClient.newHttpClient()) {
            var answer = browser.send(
                    HttpRequest.newBuilder(URI.create(authorizationUrl))
                            .header(WHO, subject)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            String back = answer.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new AssertionError("the provider answered " + answer.statusCode()));
            return AppClient.query(URI.create(back));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopping);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    record People(Map<String, Map<String, Object>> all) {}

    static final class Known implements RegisteredClientRepository {

        private final Map<String, RegisteredClient> byId = new ConcurrentHashMap<>();

        void add(RegisteredClient client) {
            byId.put(client.getId(), client);
        }

        @Override
        public void save(RegisteredClient client) {
            add(client);
        }

        @Override
        public @Nullable RegisteredClient findById(String id) {
            return byId.get(id);
        }

        @Override
        public @Nullable RegisteredClient findByClientId(String id) {
            return byId.get(id);
        }
    }

    /** No {@code @Configuration}, or the service under test would find it and take it for its own. */
    @EnableWebSecurity
    static class Server {

        @Bean
        TomcatServletWebServerFactory webServer() {
            return new TomcatServletWebServerFactory(0);
        }

        @Bean
        DispatcherServlet dispatcherServlet() {
            return new DispatcherServlet();
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.oauth2AuthorizationServer(server -> {
                        http.securityMatcher(server.getEndpointsMatcher());
                        server.oidc(oidc -> {});
                    })
                    .csrf(csrf -> csrf.disable())
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .addFilterBefore(signedIn(), AbstractPreAuthenticatedProcessingFilter.class)
                    .build();
        }

        private static Filter signedIn() {
            return (request, response, chain) -> {
                String who = ((jakarta.servlet.http.HttpServletRequest) request).getHeader(WHO);
                if (who != null) {
                    var context = SecurityContextHolder.createEmptyContext();
                    // A token is made only for who has shown something; when, is told by the person's claims.
                    var shown = FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY);
                    context.setAuthentication(
                            UsernamePasswordAuthenticationToken.authenticated(who, null, List.of(shown)));
                    SecurityContextHolder.setContext(context);
                }
                chain.doFilter(request, response);
            };
        }

        @Bean
        AuthorizationServerSettings settings() {
            // The issuer is where it is reached.
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        JWKSource<SecurityContext> keys() throws JOSEException {
            return new ImmutableJWKSet<>(
                    new JWKSet(new RSAKeyGenerator(2048).keyID("k1").generate()));
        }

        /** For its userinfo endpoint, which nobody here asks. */
        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return NimbusJwtDecoder.withJwkSource(keys).build();
        }

        /** By the clock of the service under test, which stands still. */
        @Bean
        OAuth2TokenGenerator<?> tokens(JWKSource<SecurityContext> keys, People people, Clock providersClock) {
            var jwts = new JwtGenerator(new NimbusJwtEncoder(keys));
            jwts.setClock(providersClock);
            jwts.setJwtCustomizer(context -> {
                if (context.getTokenType().getValue().equals("id_token")) {
                    Map<String, Object> claims = people.all()
                            .getOrDefault(
                                    Objects.requireNonNull(context.<Authentication>getPrincipal())
                                            .getName(),
                                    Map.of());
                    context.getClaims().claims(all -> all.remove("auth_time"));
                    claims.forEach((name, value) -> context.getClaims().claim(name, value));
                }
            });
            return new DelegatingOAuth2TokenGenerator(jwts, new OAuth2AccessTokenGenerator());
        }
    }
}
