package com.penguinmails.email.unsubscribe;

import com.penguinmails.kernel.Sha256;
import java.util.Base64;
import org.springframework.web.util.HtmlUtils;

/** The pages a recipient sees: no script, nothing loaded from anywhere, one form that posts to itself. */
final class UnsubscribePage {

    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;"
                    + "color:#1b1b1b;text-align:center}button{font:inherit;padding:.6rem 1.4rem;border:0;border-radius:.4rem;"
                    + "background:#1b1b1b;color:#fff;cursor:pointer}";

    /** Style by hash only, forms only to ourselves, no frame around us. */
    static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(STYLE))
                    + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private UnsubscribePage() {}

    static String question(String maskedAddress) {
        return page(
                "Unsubscribe",
                "<p>No more mail from this sender to <b>" + HtmlUtils.htmlEscape(maskedAddress) + "</b>?</p>"
                        + "<form method=\"post\"><button>Unsubscribe</button></form>");
    }

    static String done() {
        return page("Unsubscribed", "<p>Done. This sender will not write to you again.</p>");
    }

    private static String page(String title, String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                + "content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\"><title>" + title
                + "</title><style>" + STYLE + "</style></head><body><h1>" + title + "</h1>" + body + "</body></html>";
    }
}
