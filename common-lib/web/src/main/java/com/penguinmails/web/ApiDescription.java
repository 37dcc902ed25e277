package com.penguinmails.web;

import com.penguinmails.security.AnyUser;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.OwnSignIn;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.security.RequiresPermission;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.lang.annotation.Annotation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;

/** The OpenAPI document of a service: what it says is derived from what enforces it, so the two cannot differ. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String BEARER = "bearer";
    private static final String API_KEY = "apiKey";

    static {
        // Given to a method by its token and its request line, not by anything that a caller adds.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(CurrentUser.class, HttpMethod.class);
    }

    @Bean
    OpenAPI openApi(@Value("${penguinmails.service}") String service) {
        return new OpenAPI()
                .info(new Info().title("PenguinMails " + service).version("v1"))
                // Relative: who reads it came through the gateway, and the service's own address means nothing to them.
                .servers(List.of(new Server().url("/")))
                .schemaRequirement(
                        BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT"))
                .schemaRequirement(
                        API_KEY,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-Api-Key"))
                .components(DeclaredRefusals.components());
    }

    /** Who may call an operation, from the annotations that decide it. */
    @Bean
    OperationCustomizer permissionsInOpenApi() {
        return (operation, handler) -> {
            RequiresPermission permission = permission(handler);
            boolean recent = isMarked(handler, RecentSignIn.class);
            boolean person = permission == null && isMarked(handler, AnyUser.class);
            if (permission != null) {
                operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
                operation.addExtension("x-permission", permission.value());
            }
            if (permission != null && !recent) {
                operation.addSecurityItem(new SecurityRequirement().addList(API_KEY));
            }
            if (person) {
                operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
            }
            if (recent) {
                operation.addExtension("x-recent-sign-in", true);
            }
            if (isMarked(handler, OwnSignIn.class)) {
                operation.addExtension("x-own-sign-in", true);
            }
            DeclaredRefusals.addTo(operation, handler);
            return operation;
        };
    }

    @Bean
    ModelConverter recordsInOpenApi() {
        return new RecordSchemas();
    }

    @Bean
    GlobalOpenApiCustomizer wholePatternsInOpenApi() {
        return new WholePatterns();
    }

    private static @Nullable RequiresPermission permission(HandlerMethod handler) {
        RequiresPermission own = handler.getMethodAnnotation(RequiresPermission.class);
        boolean other = handler.getMethodAnnotation(AnyUser.class) != null;
        return own != null || other
                ? own
                : AnnotationUtils.findAnnotation(handler.getBeanType(), RequiresPermission.class);
    }

    private static boolean isMarked(HandlerMethod handler, Class<? extends Annotation> mark) {
        return handler.getMethodAnnotation(mark) != null
                || AnnotationUtils.findAnnotation(handler.getBeanType(), mark) != null;
    }
}
