package com.penguinmails.campaign.imports;

import com.penguinmails.tenancy.TenantScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Waits before the handler, because an {@code Idempotency-Key} opens the transaction around all of it. */
@Component
class ImportTurnsInterceptor implements HandlerInterceptor, WebMvcConfigurer {

    private final ImportTurns turns;

    ImportTurnsInterceptor(ImportTurns turns) {
        this.turns = turns;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        // After the one that asks whether the caller may import at all.
        registry.addInterceptor(this).addPathPatterns(ImportController.PATH).order(1);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (takesTurns(request, handler)) {
            turns.begin(TenantScope.current());
        }
        return true;
    }

    /** Called whenever {@link #preHandle} let a request in, whatever became of it. */
    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (takesTurns(request, handler)) {
            turns.end(TenantScope.current());
        }
    }

    private static boolean takesTurns(HttpServletRequest request, Object handler) {
        return handler instanceof HandlerMethod && request.getMethod().equals("POST");
    }
}
