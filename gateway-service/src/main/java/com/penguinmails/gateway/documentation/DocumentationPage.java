package com.penguinmails.gateway.documentation;

import java.io.IOException;
import java.net.URI;
import java.util.Properties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Serves Swagger UI, with our list of services in place of its own example. */
@Configuration(proxyBeanMethods = false)
class DocumentationPage implements WebFluxConfigurer {

    private static final String PAGE = "/docs/index.html";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/**")
                .addResourceLocations(
                        "classpath:/documentation/",
                        "classpath:/META-INF/resources/webjars/swagger-ui/" + swaggerUiVersion() + "/")
                .resourceChain(false)
                .addResolver(new KeptInMemory());
    }

    @Bean
    RouterFunction<ServerResponse> toThePage() {
        return RouterFunctions.route()
                .GET(
                        "/docs",
                        request -> ServerResponse.seeOther(URI.create(PAGE)).build())
                .GET(
                        "/docs/",
                        request -> ServerResponse.seeOther(URI.create(PAGE)).build())
                .build();
    }

    private static String swaggerUiVersion() {
        try {
            Properties archive = PropertiesLoaderUtils.loadProperties(
                    new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties"));
            return archive.getProperty("version");
        } catch (IOException missing) {
            throw new IllegalStateException("Swagger UI is not on the class path", missing);
        }
    }
}
