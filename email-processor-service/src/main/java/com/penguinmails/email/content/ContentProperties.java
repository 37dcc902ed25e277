package com.penguinmails.email.content;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the content tier lives.
 *
 * @param databaseUrl {@code CONTENT_DATABASE_URL}; empty shares the main database
 * @param databaseUser application role there
 * @param databaseOwnerUser role that owns the schema; only migrations connect with it
 */
@ConfigurationProperties("penguinmails.email.content")
record ContentProperties(
        @DefaultValue("") String databaseUrl,
        @DefaultValue("") String databaseUser,
        @DefaultValue("") String databasePassword,
        @DefaultValue("") String databaseOwnerUser,
        @DefaultValue("") String databaseOwnerPassword) {

    @Override
    public String toString() {
        return "ContentProperties[" + (databaseUrl.isEmpty() ? "main database" : "own database") + "]";
    }
}
