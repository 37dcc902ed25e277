package com.penguinmails.gateway.routing;

import com.penguinmails.contracts.ServiceName;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Says of paths whether they lead anywhere, without a request. */
public final class PublicPaths {

    private record Way(PathPattern pattern, PublicRoute route) {}

    private static final List<Way> WAYS = RouteTable.all().stream()
            .flatMap(route ->
                    route.paths().stream().map(path -> new Way(PathPatternParser.defaultInstance.parse(path), route)))
            .toList();

    private PublicPaths() {}

    /** Services with an API for people, in the order in which the documentation lists them. */
    public static List<ServiceName> documented() {
        return RouteTable.DOCUMENTED;
    }

    /**
     * Whether the outside reaches this path of this service.
     *
     * @param path may hold variables in braces
     */
    public static boolean lead(String path, ServiceName service) {
        PathContainer parsed = PathContainer.parsePath(path);
        return WAYS.stream()
                .filter(way -> way.pattern().matches(parsed))
                .findFirst()
                .map(way -> way.route().upstreamPath() == null && way.route().service() == service)
                .orElse(false);
    }
}
