package com.penguinmails.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Refuses with 415 a body of "any type": a range is for {@code Accept}, and Spring would fail over it before any handler is asked. */
final class WholeContentTypes extends OncePerRequestFilter {

    private final HandlerExceptionResolver problems;

    WholeContentTypes(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        MediaType type = type(request.getContentType());
        if (type != null && (type.isWildcardType() || type.isWildcardSubtype())) {
            problems.resolveException(
                    request,
                    response,
                    null,
                    new HttpMediaTypeNotSupportedException(type, List.of(MediaType.APPLICATION_JSON)));
            return;
        }
        chain.doFilter(request, response);
    }

    /** Null for none, and for what is no type at all, which is refused later. */
    private static @Nullable MediaType type(@Nullable String header) {
        try {
            return header == null || header.isBlank() ? null : MediaType.parseMediaType(header);
        } catch (InvalidMediaTypeException none) {
            return null;
        }
    }
}
