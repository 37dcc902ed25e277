package com.penguinmails.worker.dkim;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.regex.Pattern;

/** The relaxed canonical forms of RFC 6376 §3.4.2 and §3.4.4. */
final class Canonical {

    private static final Pattern FOLD = Pattern.compile("\r\n(?=[ \t])");
    private static final Pattern SPACES = Pattern.compile("[ \t]+");

    private Canonical() {}

    /** Without the final line break. */
    static String header(String name, String value) {
        String unfolded = FOLD.matcher(value).replaceAll("");
        String oneSpaced = SPACES.matcher(unfolded).replaceAll(" ");
        return name.toLowerCase(Locale.ROOT).strip() + ":" + oneSpaced.strip();
    }

    /** Runs of blanks become one, blanks at line ends and empty lines at the end go. Takes a body with CRLF line ends. */
    static byte[] body(byte[] body) {
        var out = new ByteArrayOutputStream(body.length);
        int pendingLines = 0;
        boolean pendingBlank = false;
        for (int i = 0; i < body.length; i++) {
            byte b = body[i];
            if (b == '\r' && i + 1 < body.length && body[i + 1] == '\n') {
                pendingLines++;
                pendingBlank = false;
                i++;
            } else if (b == ' ' || b == '\t') {
                pendingBlank = true;
            } else {
                for (; pendingLines > 0; pendingLines--) {
                    out.write('\r');
                    out.write('\n');
                }
                if (pendingBlank) {
                    out.write(' ');
                    pendingBlank = false;
                }
                out.write(b);
            }
        }
        if (out.size() > 0) {
            out.write('\r');
            out.write('\n');
        }
        return out.toByteArray();
    }
}
