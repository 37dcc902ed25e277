package com.penguinmails.mailworld;

/** A mail as the platform would send it. */
record Letter(String from, String to, String messageId, String subject, String moreHeaders, String html) {
    static Letter of(String from, String to, String id) {
        return new Letter(from, to, "<" + id + "@sender.example>", "Hello", "", "<p>Hello</p>");
    }

    Letter html(String body) {
        return new Letter(from, to, messageId, subject, moreHeaders, body);
    }

    Letter headers(String more) {
        return new Letter(from, to, messageId, subject, moreHeaders + more, html);
    }

    Letter subject(String other) {
        return new Letter(from, to, messageId, other, moreHeaders, html);
    }

    Letter oneClick(String url) {
        return headers("List-Unsubscribe: <" + url + ">, <mailto:u@sender.example>\r\n"
                + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    }

    String text() {
        return "From: Ann Sender <" + from + ">\r\nTo: " + to + "\r\nSubject: " + subject + "\r\nMessage-ID: "
                + messageId + "\r\nDate: Sun, 1 Mar 2026 10:00:00 +0000\r\n" + moreHeaders
                + "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html + "\r\n";
    }
}
