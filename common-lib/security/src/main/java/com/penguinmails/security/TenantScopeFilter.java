package com.penguinmails.security;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Opens the tenant's scope around the request: from the person's token, or from the header that a service sends with its token. On the
 * paths of operators it opens the scope of no tenant.
 */
final class TenantScopeFilter extends OncePerRequestFilter {

    private static final String LOG_KEY = "tenantId";

    private final HandlerExceptionResolver problems;

    TenantScopeFilter(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<ScopedWork> scope;
        try {
            scope = scopeOf(request);
        } catch (IllegalArgumentException notAnId) {
            problems.resolveException(
                    request, response, null, Refusal.invalid(TokenClaims.TENANT_HEADER, "must be a UUID"));
            return;
        }
        if (scope.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try {
            scope.get().run(() -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (IOException | ServletException | RuntimeException asIs) {
            throw asIs;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }

    private interface ScopedWork {
        void run(ScopedValue.CallableOp<@Nullable Void, Exception> rest) throws Exception;
    }

    private static Optional<ScopedWork> scopeOf(HttpServletRequest request) {
        return switch (Caller.of(SecurityContextHolder.getContext().getAuthentication())) {
            case Caller.Nobody nobody -> Optional.empty();
            case Caller.Person person when PlatformPaths.match(request) -> Optional.of(TenantScopeFilter::ofNobody);
            case Caller.Person person ->
                Optional.ofNullable(person.user().tenantId()).map(TenantScopeFilter::of);
            case Caller.Peer peer ->
                Optional.ofNullable(request.getHeader(TokenClaims.TENANT_HEADER))
                        .map(TenantId::of)
                        .map(TenantScopeFilter::of);
        };
    }

    private static ScopedWork of(TenantId tenant) {
        return rest -> {
            try (var logged = MDC.putCloseable(LOG_KEY, tenant.toString())) {
                TenantScope.<@Nullable Void, Exception>call(tenant, rest);
            }
        };
    }

    private static void ofNobody(ScopedValue.CallableOp<@Nullable Void, Exception> rest) throws Exception {
        TenantScope.<@Nullable Void, Exception>callPlatform("a request of an operator", rest);
    }
}
