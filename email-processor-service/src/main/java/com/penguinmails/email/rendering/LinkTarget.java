package com.penguinmails.email.rendering;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a tracked link leads: an absolute http or https address that may hold merge fields after its scheme.
 *
 * <p>Kept as the text a template would hold, so that the recipient's values never have to be stored with the link.
 */
public final class LinkTarget {

    private static final Pattern WEB = Pattern.compile("(?i)https?://.*", Pattern.DOTALL);
    private static final Pattern MARKER = Pattern.compile("\\{\\{(\\d+)}}");
    private static final Pattern AUTHORITY = Pattern.compile("(?i)(https?://)([^/?#]*)(.*)", Pattern.DOTALL);
    private static final String ALLOWED = "!#$%&'()*+,/:;=?@[]-._~{}";

    private final String marked;
    private final List<MergeField> fields;

    private LinkTarget(String marked, List<MergeField> fields) {
        this.marked = marked;
        this.fields = fields;
    }

    /** Reads what {@link #stored()} wrote. */
    public static LinkTarget parse(String stored) {
        var fields = new ArrayList<MergeField>();
        return new LinkTarget(FieldScan.plain(stored, fields).text(), fields);
    }

    /** The target of a link as it stands in a page with markers; empty when it is none that can be followed over the web. */
    static Optional<LinkTarget> of(String href, List<MergeField> fields) {
        String trimmed = href.strip();
        if (!WEB.matcher(trimmed).matches()) {
            return Optional.empty();
        }
        String ascii = ascii(trimmed);
        try {
            var uri = new URI(MARKER.matcher(ascii).replaceAll("x"));
            if (uri.getHost() == null || uri.getRawUserInfo() != null) {
                return Optional.empty();
            }
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
        return Optional.of(new LinkTarget(ascii, fields));
    }

    /** The address for one recipient: ASCII without spaces or control characters, so it can stand in a header. */
    public String forRecipient(Map<String, String> values) {
        return replace(field -> Escapes.url(field.value(values)));
    }

    /** The text to keep. */
    public String stored() {
        return replace(MergeField::written);
    }

    boolean leadsTo(String base) {
        return marked.startsWith(base + "/");
    }

    private String replace(java.util.function.Function<MergeField, String> how) {
        return MARKER.matcher(marked)
                .replaceAll(
                        marker -> Matcher.quoteReplacement(how.apply(fields.get(Integer.parseInt(marker.group(1))))));
    }

    /** Authors write spaces, umlauts and internationalised hosts; browsers forgive it, headers do not. */
    private static String ascii(String address) {
        Matcher parts = AUTHORITY.matcher(address);
        if (!parts.matches()) {
            return address;
        }
        return parts.group(1) + host(parts.group(2)) + encodeUnusual(parts.group(3));
    }

    private static String host(String authority) {
        if (authority.chars().allMatch(c -> c < 0x80)) {
            return authority;
        }
        try {
            return IDN.toASCII(authority);
        } catch (IllegalArgumentException notAHost) {
            return authority;
        }
    }

    private static String encodeUnusual(String rest) {
        StringBuilder encoded = new StringBuilder(rest.length());
        rest.codePoints().forEach(c -> {
            if (c < 0x80 && (Character.isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0)) {
                encoded.append((char) c);
            } else {
                encoded.append(Escapes.url(Character.toString(c)));
            }
        });
        return encoded.toString();
    }
}
