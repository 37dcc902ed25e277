package com.penguinmails.security;

import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** An endpoint without a declared permission does not exist: the service refuses to start with one. */
final class DeclaredAccessCheck implements SmartInitializingSingleton {

    private final RequestMappingHandlerMapping mapping;

    DeclaredAccessCheck(RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public void afterSingletonsInstantiated() {
        mapping.getHandlerMethods().forEach((info, method) -> {
            if (EndpointAccess.governs(method)) {
                check(info.getPatternValues(), method);
            }
        });
    }

    /** @throws IllegalStateException naming the method whose declaration is missing, double or at odds with its path */
    static void check(Set<String> patterns, HandlerMethod method) {
        boolean forOperators =
                EndpointAccess.of(method) instanceof EndpointAccess.Permission permission && permission.isOfPlatform();
        if (patterns.stream().anyMatch(pattern -> PlatformPaths.contain(pattern) != forOperators)) {
            throw new IllegalStateException(method.getShortLogMessage()
                    + (forOperators
                            ? " asks for a platform permission, so its path must begin with /api/v1/platform/"
                            : " lies below /api/v1/platform/, so it must ask for a platform permission"));
        }
    }
}
