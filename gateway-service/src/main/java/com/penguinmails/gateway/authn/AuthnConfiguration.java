package com.penguinmails.gateway.authn;

import com.penguinmails.tokens.EndedSessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What comes from the shared library of tokens. */
@Configuration(proxyBeanMethods = false)
class AuthnConfiguration {

    @Bean
    EndedSessions endedSessions() {
        return new EndedSessions();
    }
}
