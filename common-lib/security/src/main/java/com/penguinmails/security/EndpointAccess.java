package com.penguinmails.security;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** What one endpoint declares about its callers. */
sealed interface EndpointAccess {

    record Permission(String name) implements EndpointAccess {

        /** The platform's own people may hold it; it has nothing to do with any tenant. */
        boolean isOfPlatform() {
            return name.startsWith(PlatformPermissions.PREFIX);
        }
    }

    record SignedIn() implements EndpointAccess {}

    record Open() implements EndpointAccess {}

    @SuppressWarnings("ArrayRecordComponent")
    record Internal(String[] services) implements EndpointAccess {}

    /** Frameworks bring handlers of their own (OpenAPI, errors); only ours declare. */
    static boolean governs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("com.penguinmails.");
    }

    /** @throws IllegalStateException unless exactly one declaration is found on the method or, failing that, on its class */
    static EndpointAccess of(HandlerMethod method) {
        List<EndpointAccess> declared = declaredOn(method.getMethod());
        if (declared.isEmpty()) {
            declared = declaredOn(method.getBeanType());
        }
        if (declared.size() != 1) {
            throw new IllegalStateException(
                    method.getShortLogMessage() + " must declare exactly one of @RequiresPermission, "
                            + "@AnyUser, @PublicEndpoint and @InternalEndpoint, not " + declared.size());
        }
        return declared.getFirst();
    }

    /** Whether the method, or its class, carries {@link RecentSignIn}. */
    static boolean asksForRecentSignIn(HandlerMethod method) {
        return find(method.getMethod(), RecentSignIn.class) != null
                || find(method.getBeanType(), RecentSignIn.class) != null;
    }

    /** Whether the method, or its class, carries {@link OwnSignIn}. */
    static boolean asksForOwnSignIn(HandlerMethod method) {
        return find(method.getMethod(), OwnSignIn.class) != null || find(method.getBeanType(), OwnSignIn.class) != null;
    }

    private static List<EndpointAccess> declaredOn(java.lang.reflect.AnnotatedElement element) {
        var found = new ArrayList<EndpointAccess>();
        var permission = find(element, RequiresPermission.class);
        if (permission != null) {
            found.add(new Permission(permission.value()));
        }
        if (find(element, AnyUser.class) != null) {
            found.add(new SignedIn());
        }
        if (find(element, PublicEndpoint.class) != null) {
            found.add(new Open());
        }
        var internal = find(element, InternalEndpoint.class);
        if (internal != null) {
            found.add(new Internal(internal.value()));
        }
        return found;
    }

    private static <A extends Annotation> @org.jspecify.annotations.Nullable A find(
            java.lang.reflect.AnnotatedElement element, Class<A> type) {
        return AnnotatedElementUtils.findMergedAnnotation(element, type);
    }
}
