package com.penguinmails.email.outbound;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is to blame for a 5xx: only an address that does not exist is suppressed.
 *
 * <p>The table follows the subjects of enhanced codes in RFC 3463 and the IANA registry that RFC 5248 set up; the words are asked
 * only where a server gives no code or one that says nothing.
 */
enum BounceFault {
    /** The address cannot receive mail and will not: it is suppressed. */
    ADDRESS,
    /** Our mail, our standing, their policy or a passing state: the address may be fine. */
    OTHER;

    private record Row(Pattern code, @Nullable BounceFault fault, String why) {}

    /** First match decides; a null fault leaves it to the words. */
    private static final List<Row> BY_ENHANCED_CODE = List.of(
            row(
                    "5\\.1\\.[1236]",
                    ADDRESS,
                    "RFC 3463 §3.2: no such mailbox, no such system, bad syntax, mailbox has moved away"),
            row("5\\.1\\.10", ADDRESS, "RFC 7505 §4.1: the domain says by a null MX that it takes no mail"),
            row("5\\.1\\.[789]", OTHER, "RFC 3463 §3.2 and RFC 7505: the sender's address is at fault"),
            row("5\\.1\\.\\d+", null, "RFC 3463 §3.2: some other address status"),
            row("5\\.2\\.1", ADDRESS, "RFC 3463 §3.3: the mailbox exists and takes no mail"),
            row("5\\.2\\.\\d+", OTHER, "RFC 3463 §3.3: mailbox full, message too long, list trouble"),
            row(
                    "5\\.4\\.1",
                    null,
                    "RFC 3463 §3.5: no answer from the host; Exchange Online says it of unknown recipients"),
            row("5\\.[34]\\.\\d+", OTHER, "RFC 3463 §3.4, §3.5: their mail system or the way to it"),
            row("5\\.[56]\\.\\d+", OTHER, "RFC 3463 §3.6, §3.7: our commands or our message"),
            row("5\\.7\\.\\d+", OTHER, "RFC 3463 §3.8: policy, reputation, authentication"),
            row("5\\.0\\.\\d+", null, "RFC 3463 §3.1: undefined"));

    /** Said of recipients that do not exist, by the mail systems in common use. */
    private static final Pattern NO_SUCH_ADDRESS =
            Pattern.compile("(?i)(user|recipient|mailbox|account|address)[^.;]{0,60}?"
                    + "(unknown|not found|does ?n[o']t exist|doesn't exist|no longer exist|invalid|disabled|inactive)"
                    + "|(unknown|no such|invalid|non-?existent) (local )?(user|recipient|mailbox|account|address)"
                    + "|recipient address rejected: access denied"
                    + "|user doesn't have (a|an) \\S+ account"
                    + "|no mailbox (here )?by that name");

    /** Said by filters, sometimes in one sentence with the words above. */
    private static final Pattern POLICY = Pattern.compile(
            "(?i)spam|block|blacklist|blocklist|reputation|policy|dmarc|\\bspf\\b|dkim|quota|mailbox (is )?full|over ?quota|rate limit|too many|greylist");

    private static final Pattern CODE_IN_REPLY = Pattern.compile("^\\s*(?:5\\d\\d[ -])?(5\\.\\d{1,3}\\.\\d{1,3})\\b");

    private static Row row(String code, @Nullable BounceFault fault, String why) {
        return new Row(Pattern.compile(code), fault, why);
    }

    /**
     * @param code SMTP reply code
     * @param enhancedCode RFC 3463, null when the worker found none
     * @param reply the server's words
     */
    static BounceFault of(int code, @Nullable String enhancedCode, @Nullable String reply) {
        String words = reply == null ? "" : reply;
        String enhanced = enhancedCode;
        Matcher inReply = CODE_IN_REPLY.matcher(words);
        if (enhanced == null && inReply.find()) {
            enhanced = inReply.group(1);
        }
        if (enhanced != null) {
            for (Row row : BY_ENHANCED_CODE) {
                if (row.code().matcher(enhanced).matches()) {
                    return row.fault() == null ? byWords(code, words) : row.fault();
                }
            }
        }
        return byWords(code, words);
    }

    /** RFC 5321 §4.2.3 gives 550, 551 and 553 to mailboxes, but servers say 550 for anything; so the words must say it too. */
    private static BounceFault byWords(int code, String words) {
        boolean ofMailbox = code == 550 || code == 551 || code == 553 || code == 554;
        return ofMailbox
                        && NO_SUCH_ADDRESS.matcher(words).find()
                        && !POLICY.matcher(words).find()
                ? ADDRESS
                : OTHER;
    }
}
