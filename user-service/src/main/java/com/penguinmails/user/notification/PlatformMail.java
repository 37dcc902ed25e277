package com.penguinmails.user.notification;

import com.penguinmails.kernel.EmailAddress;
import java.util.Map;
import java.util.UUID;

/**
 * One mail from the platform to a person.
 *
 * @param id the same for every try of the same mail, so that a provider can tell a repeat
 * @param template names the template at a provider that has its own, for example {@code verify-address}
 * @param variables what that template shows, each at most 500 characters
 * @param text the whole mail for routes without templates
 */
public record PlatformMail(
        UUID id, EmailAddress to, String template, Map<String, String> variables, String subject, String text) {

    public PlatformMail {
        variables = Map.copyOf(variables);
    }

    /** Leaves the content out: links in it are secrets. */
    @Override
    public String toString() {
        return "PlatformMail[" + template + " " + id + "]";
    }
}
