package com.penguinmails.kernel;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mailbox address as SMTP can carry it (RFC 5321 §4.1.2), without display name and comments.
 *
 * <p>Accepted: an ASCII dot-atom local part of at most 64 characters, and a domain of at least two labels; an
 * internationalised domain is kept in its ASCII form (RFC 5891). Refused on purpose: quoted local parts, address
 * literals and anything with a control character, because no real prospect has them and header injection does.
 *
 * @param value the address in lower case, at most 254 characters; two spellings of one mailbox compare equal
 */
public record EmailAddress(String value) {

    private static final Pattern LOCAL_PART =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_LENGTH = 64;

    /** @throws IllegalArgumentException when the value is not already in the accepted, normalised form */
    public EmailAddress {
        if (!isNormalised(value)) {
            throw new IllegalArgumentException("not a normalised mail address");
        }
    }

    /** Reads what a person or a file gave; empty when it is not an address that can be mailed. */
    public static Optional<EmailAddress> parse(String text) {
        String trimmed = text.strip();
        int at = trimmed.lastIndexOf('@');
        if (at < 1 || at == trimmed.length() - 1) {
            return Optional.empty();
        }
        String domain;
        try {
            domain = IDN.toASCII(trimmed.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException notADomain) {
            return Optional.empty();
        }
        String normalised = (trimmed.substring(0, at) + "@" + domain).toLowerCase(Locale.ROOT);
        return isNormalised(normalised) ? Optional.of(new EmailAddress(normalised)) : Optional.empty();
    }

    public String localPart() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    /** A form fit for logs: first letter of the local part, then the domain. */
    public String masked() {
        return value.charAt(0) + "***@" + domain();
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isNormalised(String value) {
        int at = value.lastIndexOf('@');
        return at > 0
                && at <= MAX_LOCAL_LENGTH
                && value.length() <= MAX_LENGTH
                && LOCAL_PART.matcher(value.substring(0, at)).matches()
                && DOMAIN.matcher(value.substring(at + 1)).matches();
    }
}
