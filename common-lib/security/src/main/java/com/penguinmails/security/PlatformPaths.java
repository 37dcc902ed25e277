package com.penguinmails.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The paths of those who run the platform. Nobody's tenant is in scope there, not even the caller's own.
 *
 * <p>The scope opens before it is known which method will answer, so the path has to say it. {@link DeclaredAccessCheck} keeps both at
 * one: all that asks for a platform permission is here, and nothing else is.
 */
final class PlatformPaths {

    private static final String ROOT = "/api/v1/platform/";
    /** Reads a path as Spring MVC does, so there is no spelling that the two see differently. */
    private static final RequestMatcher MATCHER =
            PathPatternRequestMatcher.withDefaults().matcher(ROOT + "**");

    private PlatformPaths() {}

    static boolean match(HttpServletRequest request) {
        return MATCHER.matches(request);
    }

    static boolean contain(String pattern) {
        return pattern.startsWith(ROOT);
    }
}
