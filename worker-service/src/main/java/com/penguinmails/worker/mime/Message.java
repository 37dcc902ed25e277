package com.penguinmails.worker.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message ready for the wire: ASCII throughout, CRLF line ends.
 *
 * @param headers in the order in which they are sent
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; copying every body would cost more than it protects.
public record Message(List<Header> headers, byte[] body) {

    /** The same message with one more header on top. */
    public Message under(Header header) {
        var all = new ArrayList<Header>(headers.size() + 1);
        all.add(header);
        all.addAll(headers);
        return new Message(List.copyOf(all), body);
    }

    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream(body.length + 2_048);
        for (Header header : headers) {
            bytes.writeBytes((header.name() + ": " + header.value() + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        bytes.write('\r');
        bytes.write('\n');
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
