package com.penguinmails.tenant.apikey;

import com.penguinmails.kernel.Refusal;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** A range of addresses in CIDR form (RFC 4632, RFC 4291 section 2.3), with the bits beyond the prefix at zero. */
final class IpRange {

    /** Java also reads short forms such as 127.1 and names of interfaces, which people do not mean. */
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*)(/\\d{1,3})?");

    private IpRange() {}

    /** The one spelling of what was given; a single address is a range of one. Refuses with {@code invalid-request}. */
    static String parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw invalid();
        }
        int slash = text.indexOf('/');
        byte[] address;
        int prefix;
        try {
            // Reads literals only, never asks for a name.
            address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                    .getAddress();
            prefix = slash < 0 ? address.length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1));
        } catch (IllegalArgumentException notAnAddress) {
            throw invalid();
        }
        if (prefix < 0 || prefix > address.length * Byte.SIZE) {
            throw invalid();
        }
        for (int bit = prefix; bit < address.length * Byte.SIZE; bit++) {
            address[bit / Byte.SIZE] &= (byte) ~(0x80 >> (bit % Byte.SIZE));
        }
        try {
            return InetAddress.getByAddress(address).getHostAddress() + "/" + prefix;
        } catch (java.net.UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Refusal invalid() {
        return Refusal.invalid("allowedRanges", "must be addresses or ranges such as 203.0.113.0/24 and 2001:db8::/32");
    }
}
