package com.penguinmails.campaign.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.InputStreamSource;

/**
 * How the bytes of an uploaded file become text: by its byte order mark, else UTF-8 when every byte is valid UTF-8, else
 * Windows-1252, which is what Excel writes in western Europe.
 *
 * @param mark length of the byte order mark in bytes
 */
record FileEncoding(Charset charset, int mark) {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Reads the whole file once, in small pieces. Refuses {@code csv-broken} for what is not text. */
    static FileEncoding of(InputStreamSource file) {
        try {
            FileEncoding marked = byMark(file);
            if (marked != null) {
                marked.checkText(file);
                return marked;
            }
            var utf8 = new FileEncoding(StandardCharsets.UTF_8, 0);
            return switch (TextScan.of(file, utf8)) {
                case TextScan.Clean clean -> utf8;
                case TextScan.Malformed malformed -> {
                    var western = new FileEncoding(WINDOWS_1252, 0);
                    western.checkText(file);
                    yield western;
                }
                case TextScan.Binary binary -> throw refusal(binary);
            };
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String name() {
        return charset.name();
    }

    /** Decodes; bytes that mean nothing become U+FFFD. */
    Reader reader(InputStreamSource file) throws IOException {
        return new InputStreamReader(bytes(file), charset);
    }

    InputStream bytes(InputStreamSource file) throws IOException {
        InputStream in = file.getInputStream();
        in.skipNBytes(mark);
        return in;
    }

    private void checkText(InputStreamSource file) throws IOException {
        switch (TextScan.of(file, this)) {
            case TextScan.Clean clean -> {}
            case TextScan.Binary binary -> throw refusal(binary);
            case TextScan.Malformed malformed -> {
                if (mark > 0) {
                    throw CsvRefusals.broken(
                            malformed.line(), "the file says it is " + name() + ", but this line is not");
                }
            }
        }
    }

    private static com.penguinmails.kernel.Refusal refusal(TextScan.Binary binary) {
        return CsvRefusals.broken(
                binary.line(),
                "it holds a zero character, as spreadsheets (.xlsx), archives and other binary files do; export as CSV");
    }

    private static @org.jspecify.annotations.Nullable FileEncoding byMark(InputStreamSource file) throws IOException {
        byte[] head;
        try (InputStream in = file.getInputStream()) {
            head = in.readNBytes(3);
        }
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return new FileEncoding(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(head, 0xFF, 0xFE)) {
            return new FileEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(head, 0xFE, 0xFF)) {
            return new FileEncoding(StandardCharsets.UTF_16BE, 2);
        }
        return null;
    }

    private static boolean startsWith(byte[] head, int... mark) {
        if (head.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
