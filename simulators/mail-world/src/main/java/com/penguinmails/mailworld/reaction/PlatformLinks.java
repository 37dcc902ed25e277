package com.penguinmails.mailworld.reaction;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells links on the platform from all others. */
record PlatformLinks(List<URI> bases) {
    boolean covers(URI link) {
        return bases.stream().anyMatch(base -> isUnder(base, link));
    }

    /** The link, when it is an absolute one on the platform. */
    Optional<URI> parse(String text) {
        try {
            return Optional.of(URI.create(text.trim())).filter(this::covers);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isUnder(URI base, URI link) {
        if (link.getScheme() == null || link.getHost() == null || link.getRawUserInfo() != null) {
            return false;
        }
        String basePath = base.getRawPath() == null ? "" : base.getRawPath().replaceFirst("/+$", "");
        String path = link.normalize().getRawPath();
        return base.getScheme().equalsIgnoreCase(link.getScheme())
                && base.getHost().equalsIgnoreCase(link.getHost())
                && port(base) == port(link)
                && (path.equals(basePath) || path.startsWith(basePath + "/"));
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().toLowerCase(Locale.ROOT).equals("https") ? 443 : 80;
    }
}
