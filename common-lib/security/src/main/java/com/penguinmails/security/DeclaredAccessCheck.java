package com.penguinmails.security;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** An endpoint without a declared permission does not exist: the service refuses to start with one. */
final class DeclaredAccessCheck implements SmartInitializingSingleton {

    private final RequestMappingHandlerMapping mapping;

    DeclaredAccessCheck(RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public void afterSingletonsInstantiated() {
        mapping.getHandlerMethods().values().stream()
                .filter(EndpointAccess::governs)
                .forEach(EndpointAccess::of);
    }
}
