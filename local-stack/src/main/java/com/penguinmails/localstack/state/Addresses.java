package com.penguinmails.localstack.state;

import java.net.URI;

/**
 * Where each part of a stack listens. Everything is on the loopback address: a stack holds development secrets and answers nobody
 * from outside.
 */
public record Addresses(Ports ports) {

    public static final String POSTGRES = "postgres";
    public static final String REDIS = "redis";
    public static final String SMTP = "smtp";
    public static final String IMAP = "imap";
    public static final String MAIL_WORLD = "mail-world";

    /** The address that everything listens on. */
    public static final String HOST = "127.0.0.1";

    /** API of a service, as the other services call it. */
    public URI service(String name) {
        return http(HOST, ports.of(name));
    }

    /** Metrics and actuator of a service. */
    public URI management(String name) {
        return http(HOST, ports.of(managementPart(name)));
    }

    /** What browsers, API clients and recipients of mail call; a name, because browsers trust localhost more than a number. */
    public URI publicUrl() {
        return http("localhost", ports.of("gateway"));
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + HOST + ":" + ports.of(POSTGRES) + "/penguinmails";
    }

    public URI redis() {
        return URI.create("redis://" + HOST + ":" + ports.of(REDIS));
    }

    public URI smtp() {
        return URI.create("smtp://" + HOST + ":" + ports.of(SMTP));
    }

    public URI imap() {
        return URI.create("imap://" + HOST + ":" + ports.of(IMAP));
    }

    /** The mail world's own API: its ledger and its knobs. */
    public URI mailWorld() {
        return http(HOST, ports.of(MAIL_WORLD));
    }

    /** Key of a service's management port among the ports of the stack. */
    public static String managementPart(String service) {
        return service + ".management";
    }

    private static URI http(String host, int port) {
        return URI.create("http://" + host + ":" + port);
    }
}
