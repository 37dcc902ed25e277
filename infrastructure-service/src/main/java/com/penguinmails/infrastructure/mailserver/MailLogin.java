package com.penguinmails.infrastructure.mailserver;

/** A server and the login that is to be tried there. */
public record MailLogin(
        MailProtocol protocol, String host, int port, ConnectionSecurity security, String username, String password) {

    @Override
    public String toString() {
        return "MailLogin[" + protocol.id() + " " + host + ":" + port + "]";
    }
}
