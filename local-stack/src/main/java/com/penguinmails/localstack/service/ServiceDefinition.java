package com.penguinmails.localstack.service;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * One service of the platform.
 *
 * @param name name, token audience and client id
 * @param schema schema whose roles it logs in with; none for services without a database
 * @param heapMegabytes most heap of its JVM in the local stack
 * @param jar its executable jar, as the build leaves it
 * @param stopsFirst takes in or hands on work, so it leaves before those it works with
 */
public record ServiceDefinition(String name, Optional<String> schema, int heapMegabytes, Path jar, boolean stopsFirst) {

    /** Variable through which the others learn its address, such as {@code EMAIL_PROCESSOR_SERVICE_URL}. */
    public String urlVariable() {
        return name.equals(ServiceCatalog.GATEWAY) ? "GATEWAY_URL" : shouted() + "_SERVICE_URL";
    }

    /** Variable with which the user fixes its port, such as {@code PM_EMAIL_PROCESSOR_PORT}. */
    public String portVariable() {
        return "PM_" + shouted() + "_PORT";
    }

    private String shouted() {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
