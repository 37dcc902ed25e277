package com.penguinmails.web;

import java.time.Clock;
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
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/** What every servlet service answers alike. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration",
            "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({ProblemAdvice.class, ProblemErrorController.class, PlainJson.class, NoNullBodies.class, ApiDescription.class})
class WebAutoConfiguration {

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

    @Bean
    FilterRegistrationBean<WholeContentTypes> wholeContentTypesFilter(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return ordered(new WholeContentTypes(problems), Ordered.HIGHEST_PRECEDENCE + 40);
    }

    private static <F extends jakarta.servlet.Filter> FilterRegistrationBean<F> ordered(F filter, int order) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerRefusals() {
        return ContainerRefusals.customizer();
    }

    @Bean
    JsonMapperBuilderCustomizer asWritten() {
        return builder -> builder.addModules(StorableText.jsonModule(), ExactForms.jsonModule())
                // Blank text is no number and no choice; Jackson alone takes it for null where null is allowed.
                .withCoercionConfigDefaults(coercion -> coercion.setAcceptBlankAsEmpty(false));
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
