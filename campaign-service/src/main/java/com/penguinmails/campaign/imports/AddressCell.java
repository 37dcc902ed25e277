package com.penguinmails.campaign.imports;

import com.penguinmails.kernel.EmailAddress;
import java.util.Optional;

/** Reads a mail address the way people and programs write one into a cell. */
final class AddressCell {

    /** Google Contacts puts all addresses of one label into one cell. */
    private static final String GOOGLE_SEPARATOR = " ::: ";

    private static final String MAILTO = "mailto:";

    private AddressCell() {}

    /** Understands {@code a@b.example}, {@code Name <a@b.example>}, {@code mailto:a@b.example} and Google's lists, of which it takes the first. */
    static Optional<EmailAddress> parse(String cell) {
        String text = cell;
        int separator = text.indexOf(GOOGLE_SEPARATOR);
        if (separator >= 0) {
            text = text.substring(0, separator);
        }
        int open = text.lastIndexOf('<');
        if (open >= 0 && text.endsWith(">")) {
            text = text.substring(open + 1, text.length() - 1);
        }
        if (text.regionMatches(true, 0, MAILTO, 0, MAILTO.length())) {
            text = text.substring(MAILTO.length());
        }
        return EmailAddress.parse(CellText.trimmed(text));
    }
}
