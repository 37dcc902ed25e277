package com.penguinmails.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.penguinmails.kernel.Refusal;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.client.RestClient;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Verifies tokens, enforces what endpoints declare, and gives clients for the other services. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration"
        })
@EnableConfigurationProperties({SecurityProperties.class, PublicAddress.class})
class SecurityAutoConfiguration {

    @Bean
    ServiceTokens serviceTokens(SecurityProperties properties, Clock clock) {
        return new ServiceTokens(properties, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    ServiceClients serviceClients(
            SecurityProperties properties, ServiceTokens tokens, ObjectProvider<RestClient.Builder> builders) {
        return new ServiceClients(properties, tokens, builders);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Servlet implements WebMvcConfigurer {

        private final Clock clock;

        Servlet(Clock clock) {
            this.clock = clock;
        }

        /** The issuer itself has the keys at hand; every other service fetches them. */
        @Bean
        @ConditionalOnMissingBean
        JwtDecoder jwtDecoder(
                SecurityProperties properties, Clock clock, ObjectProvider<JWKSource<SecurityContext>> ownKeys) {
            JWKSource<SecurityContext> keys = ownKeys.getIfAvailable();
            return keys == null
                    ? TokenVerification.decoder(properties, clock)
                    : TokenVerification.decoder(properties, clock, keys);
        }

        /** After the filter chains that a service may put in front, such as the token endpoint of user-service. */
        @Bean
        @Order(100)
        SecurityFilterChain apiSecurity(
                HttpSecurity http, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
            return http.csrf(AbstractHttpConfigurer::disable)
                    .formLogin(AbstractHttpConfigurer::disable)
                    .httpBasic(AbstractHttpConfigurer::disable)
                    .logout(AbstractHttpConfigurer::disable)
                    .requestCache(AbstractHttpConfigurer::disable)
                    .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    // What an endpoint asks for is declared on it and enforced by AccessInterceptor.
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .headers(headers -> headers.contentSecurityPolicy(
                            policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
                    .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                            .bearerTokenResolver(new BearerHeader())
                            .authenticationEntryPoint((request, response, failure) -> problems.resolveException(
                                    request, response, null, AccessInterceptor.unauthenticated()))
                            .withObjectPostProcessor(failuresAsProblems(problems)))
                    .addFilterAfter(new TenantScopeFilter(problems), AuthorizationFilter.class)
                    .build();
        }

        /** A request is observed as a whole. Observing each of the security filters, too, would cost more than they do. */
        @Bean
        SecurityObservationSettings securityObservations() {
            return SecurityObservationSettings.noObservations();
        }

        private static ObjectPostProcessor<BearerTokenAuthenticationFilter> failuresAsProblems(
                HandlerExceptionResolver problems) {
            return new ObjectPostProcessor<>() {
                @Override
                public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                    filter.setAuthenticationFailureHandler((request, response, failure) ->
                            problems.resolveException(request, response, null, asRefusal(failure)));
                    return filter;
                }
            };
        }

        /** A token that cannot be checked now is not a wrong token. */
        private static Refusal asRefusal(AuthenticationException failure) {
            return failure instanceof AuthenticationServiceException
                    ? Refusal.unavailable(
                            "token-check-unavailable", "The token cannot be checked at the moment; try again shortly.")
                    : AccessInterceptor.unauthenticated();
        }

        @Bean
        DeclaredAccessCheck declaredAccessCheck(
                @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
            return new DeclaredAccessCheck(mapping);
        }

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(new AccessInterceptor(clock));
        }

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new CurrentUserArgument());
        }
    }
}
