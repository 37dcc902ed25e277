package com.penguinmails.tenancy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** A database URL in either usual spelling, taken apart. */
record DatabaseAddress(String jdbcUrl, String user, String password) {

    static DatabaseAddress parse(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseAddress(url, "", "");
        }
        if (!url.startsWith("postgresql://") && !url.startsWith("postgres://")) {
            throw new IllegalArgumentException("DATABASE_URL must start with jdbc:postgresql:// or postgresql://");
        }
        URI uri = URI.create(url);
        String[] login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        int port = uri.getPort() < 0 ? 5432 : uri.getPort();
        return new DatabaseAddress(
                "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query,
                part(login, 0),
                part(login, 1));
    }

    private static String part(String[] login, int index) {
        return index < login.length ? URLDecoder.decode(login[index], StandardCharsets.UTF_8) : "";
    }
}
