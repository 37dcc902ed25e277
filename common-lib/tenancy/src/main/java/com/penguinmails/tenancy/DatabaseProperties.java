package com.penguinmails.tenancy;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the service keeps its data.
 *
 * @param url {@code DATABASE_URL}: {@code jdbc:postgresql://…}, or {@code postgresql://user:password@host:port/database}
 * @param user application role: owns nothing, cannot bypass row-level security; empty takes the one in the URL
 * @param ownerUser role that owns the schema; only Flyway connects with it
 * @param schema the service's own schema
 * @param alsoSchemas further schemas of the service, owned by the same role
 * @param poolSize most connections of this process
 * @param globalTables tables that belong to no tenant; each needs a comment in the service's application.yml
 * @param doors policies beside the canonical one, as {@code table:policy:role}; each is a named way across tenants
 * @param definerFunctions SECURITY DEFINER functions the application role may run
 * @param settings server settings of every connection, PostgreSQL names to values; without spaces
 * @param withoutTenant why no transaction of this service has a tenant; empty when they do
 */
@Validated
@ConfigurationProperties("penguinmails.database")
public record DatabaseProperties(
        @NotBlank String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String ownerUser,
        @DefaultValue("") String ownerPassword,
        @NotBlank String schema,
        @DefaultValue List<String> alsoSchemas,
        @Min(2) @DefaultValue("8") int poolSize,
        @DefaultValue List<String> globalTables,
        @DefaultValue List<String> doors,
        @DefaultValue List<String> definerFunctions,
        @DefaultValue Map<String, String> settings,
        @DefaultValue("") String withoutTenant) {

    /** Own schema first, as PostgreSQL's search_path wants it. */
    String searchPath() {
        return String.join(",", schemas());
    }

    List<String> schemas() {
        return Stream.concat(Stream.of(schema), alsoSchemas.stream()).toList();
    }

    /** As the start of a connection carries them. */
    String options() {
        return "-c statement_timeout=30s -c idle_in_transaction_session_timeout=60s"
                + settings.entrySet().stream()
                        .map(setting -> " -c " + setting.getKey() + "=" + setting.getValue())
                        .sorted()
                        .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return "DatabaseProperties[" + schema + "]";
    }
}
