package com.penguinmails.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

class BearerHeaderTest {

    private static @Nullable String tokenIn(@Nullable String header) {
        var request = new MockHttpServletRequest();
        request.setParameter("access_token", "from-the-query");
        if (header != null) {
            request.addHeader("Authorization", header);
        }
        return new BearerHeader().resolve(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b.c", "bearer a.b.c", "BEARER   a.b.c "})
    void theTokenFollowsTheScheme(String header) {
        assertThat(tokenIn(header)).isEqualTo("a.b.c");
    }

    @Test
    void anotherSchemeAndNoHeaderHoldNone() {
        assertThat(tokenIn("Basic YTpi")).isNull();
        assertThat(tokenIn(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer   ", "Bearera.b.c", "Bearer\ta.b.c"})
    void aSchemeWithoutATokenIsRefused(String header) {
        assertThatThrownBy(() -> tokenIn(header)).isInstanceOf(OAuth2AuthenticationException.class);
    }
}
