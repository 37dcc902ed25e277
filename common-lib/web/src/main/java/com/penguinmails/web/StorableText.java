package com.penguinmails.web;

import com.penguinmails.kernel.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Keeps text away that PostgreSQL cannot store: the zero character and lone surrogates. Without this, such a request would end in
 * a database error instead of an answer that names the field.
 */
final class StorableText {

    private StorableText() {}

    static boolean isStorable(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** For every string inside a JSON body. */
    static SimpleModule jsonModule() {
        return new SimpleModule("storable-text").addDeserializer(String.class, new Strings());
    }

    private static final class Strings extends StdScalarDeserializer<String> {

        Strings() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                // A number is no text: what the document says is wrong is refused.
                return (String) context.handleUnexpectedToken(getValueType(context), parser);
            }
            String text = parser.getString();
            if (!isStorable(text)) {
                return (String) context.handleWeirdStringValue(
                        String.class, "…", "must be text without zero characters and lone surrogates");
            }
            return text;
        }
    }

    /** For path and query parameters. */
    static final class ParameterFilter extends OncePerRequestFilter {

        private final HandlerExceptionResolver problems;

        ParameterFilter(HandlerExceptionResolver problems) {
            this.problems = problems;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String query = request.getQueryString();
            if (query != null && query.contains("%00")) {
                problems.resolveException(
                        request, response, null, Refusal.invalid("query", "must not contain zero characters"));
                return;
            }
            chain.doFilter(request, response);
        }
    }
}
