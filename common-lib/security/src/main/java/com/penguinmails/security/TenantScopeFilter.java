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
import org.slf4j.MDC;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Opens the tenant's scope around the request: from the person's token, or from the header that a service sends with its token. */
final class TenantScopeFilter extends OncePerRequestFilter {

    private static final String LOG_KEY = "tenantId";

    private final HandlerExceptionResolver problems;

    TenantScopeFilter(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<TenantId> tenant;
        try {
            tenant = tenantOf(request);
        } catch (IllegalArgumentException notAnId) {
            problems.resolveException(
                    request, response, null, Refusal.invalid(TokenClaims.TENANT_HEADER, "must be a UUID"));
            return;
        }
        if (tenant.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try (var logged = MDC.putCloseable(LOG_KEY, tenant.get().toString())) {
            TenantScope.<@org.jspecify.annotations.Nullable Void, Exception>call(tenant.get(), () -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (IOException | ServletException | RuntimeException asIs) {
            throw asIs;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }

    private static Optional<TenantId> tenantOf(HttpServletRequest request) {
        return switch (Caller.of(SecurityContextHolder.getContext().getAuthentication())) {
            case Caller.Nobody nobody -> Optional.empty();
            case Caller.Person person -> Optional.ofNullable(person.user().tenantId());
            case Caller.Peer peer ->
                Optional.ofNullable(request.getHeader(TokenClaims.TENANT_HEADER))
                        .map(TenantId::of);
        };
    }
}
