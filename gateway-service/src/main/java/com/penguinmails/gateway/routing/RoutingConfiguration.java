package com.penguinmails.gateway.routing;

import com.penguinmails.contracts.ServiceName;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.route.builder.UriSpec;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes routes of the table. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    @Bean
    RouteLocator publicRoutes(
            RouteLocatorBuilder builder,
            ServiceAddresses addresses,
            RoutingProperties routing,
            Bulkheads bulkheads,
            Breakers breakers) {
        var routes = builder.routes();
        List<PublicRoute> table = RouteTable.all();
        var budgets = new EnumMap<ServiceName, RetryBudget>(ServiceName.class);
        for (int i = 0; i < table.size(); i++) {
            int order = i;
            PublicRoute route = table.get(i);
            Duration patience = routing.patienceFor(route);
            routes.route(
                    route.id(),
                    path -> path.order(order)
                            .path(route.paths().toArray(String[]::new))
                            .filters(filters -> filters(
                                    filters,
                                    route,
                                    bulkheads,
                                    breakers,
                                    budgets.computeIfAbsent(route.service(), service -> new RetryBudget())))
                            .metadata(PublicRoute.METADATA, route)
                            .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, (int) patience.toMillis())
                            .uri(addresses.of(route.service())));
        }
        return routes.build();
    }

    /** In this order: one request, however often it is tried, is one success or failure of its service. */
    private static UriSpec filters(
            GatewayFilterSpec filters, PublicRoute route, Bulkheads bulkheads, Breakers breakers, RetryBudget budget) {
        var spec = filters.filter(bulkheads.around(route.service()))
                .filter(breakers.around(route.service()))
                .filter(new Retries(budget));
        return route.upstreamPath() == null ? spec : spec.setPath(route.upstreamPath());
    }
}
