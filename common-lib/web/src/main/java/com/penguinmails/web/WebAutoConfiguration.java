package com.penguinmails.web;

import com.penguinmails.security.AnyUser;
import com.penguinmails.security.OwnSignIn;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.security.RequiresPermission;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/** What every servlet service answers alike. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration",
            "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({ProblemAdvice.class, ProblemErrorController.class})
class WebAutoConfiguration {

    private static final String BEARER = "bearer";
    private static final String API_KEY = "apiKey";

    @Bean
    FilterRegistrationBean<RequestId> requestIdFilter() {
        return ordered(new RequestId(), Ordered.HIGHEST_PRECEDENCE + 10);
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimitFilter(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return ordered(new BodyLimit(problems), Ordered.HIGHEST_PRECEDENCE + 20);
    }

    @Bean
    FilterRegistrationBean<StorableText.ParameterFilter> storableParametersFilter(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return ordered(new StorableText.ParameterFilter(problems), Ordered.HIGHEST_PRECEDENCE + 30);
    }

    private static <F extends jakarta.servlet.Filter> FilterRegistrationBean<F> ordered(F filter, int order) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }

    @Bean
    JsonMapperBuilderCustomizer storableStrings() {
        return builder -> builder.addModule(StorableText.jsonModule());
    }

    @Bean
    OpenAPI openApi(@org.springframework.beans.factory.annotation.Value("${penguinmails.service}") String service) {
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
                                .name("X-Api-Key"));
    }

    /** The document says what an operation needs, from the same annotations that enforce it. */
    @Bean
    OperationCustomizer permissionsInOpenApi() {
        return (operation, handler) -> {
            RequiresPermission permission = handler.getMethodAnnotation(RequiresPermission.class);
            boolean recent = isMarked(handler, RecentSignIn.class);
            if (permission != null) {
                operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
                operation.addExtension("x-permission", permission.value());
            }
            if (permission != null && !recent) {
                operation.addSecurityItem(new SecurityRequirement().addList(API_KEY));
            }
            if (permission == null && isMarked(handler, AnyUser.class)) {
                operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
            }
            if (recent) {
                operation.addExtension("x-recent-sign-in", true);
            }
            if (isMarked(handler, OwnSignIn.class)) {
                operation.addExtension("x-own-sign-in", true);
            }
            return operation;
        };
    }

    private static boolean isMarked(HandlerMethod handler, Class<? extends Annotation> mark) {
        return handler.getMethodAnnotation(mark) != null
                || AnnotationUtils.findAnnotation(handler.getBeanType(), mark) != null;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("penguinmails.database.schema")
    static class Idempotency {

        @Bean
        IdempotencyKeys idempotencyKeys(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
            return new IdempotencyKeys(jdbc, new TransactionTemplate(transactions), clock);
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static Advisor idempotencyAdvisor(
                ObjectProvider<JdbcClient> jdbc,
                ObjectProvider<PlatformTransactionManager> transactions,
                ObjectProvider<JsonMapper> json,
                ObjectProvider<Clock> clock) {
            var pointcut = AnnotationMatchingPointcut.forMethodAnnotation(Idempotent.class);
            // Made on first use: an advisor that needs the database would hold up every bean before it.
            var advice = SingletonSupplier.of(() -> new IdempotencyAdvice(
                    jdbc.getObject(),
                    new TransactionTemplate(transactions.getObject()),
                    json.getObject(),
                    clock.getObject()));
            return new DefaultPointcutAdvisor(pointcut, (org.aopalliance.intercept.MethodInterceptor) invocation -> {
                Assert.state(
                        invocation.getMethod().getReturnType() == ResponseEntity.class,
                        () -> invocation.getMethod() + " is @Idempotent and must return a ResponseEntity");
                return advice.obtain().invoke(invocation);
            });
        }
    }
}
