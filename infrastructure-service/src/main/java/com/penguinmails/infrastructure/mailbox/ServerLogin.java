package com.penguinmails.infrastructure.mailbox;

import com.penguinmails.infrastructure.mailserver.ConnectionSecurity;
import com.penguinmails.infrastructure.mailserver.MailLogin;
import com.penguinmails.infrastructure.mailserver.MailProtocol;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** A server and the login there, as a person gives them. */
record ServerLogin(
        @NotBlank
        @Size(max = 253)
        @Pattern(regexp = "[A-Za-z0-9.:-]*", message = "must be a host name or an IP address")
        String host,

        @NotNull @Min(1) @Max(65535) Integer port,

        @NotNull ConnectionSecurity security,

        @NotBlank @Size(max = 320) @Pattern(regexp = NO_CONTROLS, message = "must not contain control characters")
        String username,

        @NotBlank @Size(max = 1024) @Pattern(regexp = NO_CONTROLS, message = "must not contain control characters")
        String password) {

    static final String NO_CONTROLS = "\\P{Cntrl}*";

    MailLogin at(MailProtocol protocol) {
        return new MailLogin(protocol, host, port, security, username, password);
    }

    ServerAccess sealed(String sealedPassword) {
        return new ServerAccess(host, port, security.text(), username, sealedPassword);
    }

    @Override
    public String toString() {
        return "ServerLogin[" + host + ":" + port + "]";
    }
}
