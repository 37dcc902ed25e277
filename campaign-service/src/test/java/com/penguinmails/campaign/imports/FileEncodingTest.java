package com.penguinmails.campaign.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.kernel.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;

class FileEncodingTest {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String TEXT = "name,email\r\nJosé Müller – €,jose@example.com\r\n";

    @Test
    void plainUtf8() throws IOException {
        assertRead(TEXT.getBytes(StandardCharsets.UTF_8), "UTF-8", TEXT);
    }

    @Test
    void utf8WithMark() throws IOException {
        assertRead(marked(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF), "UTF-8", TEXT);
    }

    @Test
    void utf16WithMark() throws IOException {
        assertRead(marked(StandardCharsets.UTF_16LE, 0xFF, 0xFE), "UTF-16LE", TEXT);
        assertRead(marked(StandardCharsets.UTF_16BE, 0xFE, 0xFF), "UTF-16BE", TEXT);
    }

    @Test
    void windows1252() throws IOException {
        assertRead(TEXT.getBytes(WINDOWS_1252), "windows-1252", TEXT);
    }

    @Test
    void oneWindowsByteFarBehindTheBeginningDecides() throws IOException {
        String text = "a@example.com,Ann\n".repeat(20_000) + "b@example.com,José\n";
        assertRead(text.getBytes(WINDOWS_1252), "windows-1252", text);
    }

    @Test
    void aCharacterOnTheEdgeOfTheBufferIsNotTornApart() throws IOException {
        String text = "x".repeat((1 << 16) - 1) + "é" + "y".repeat(8191) + "€";
        assertRead(text.getBytes(StandardCharsets.UTF_8), "UTF-8", text);
    }

    @Test
    void anEmptyFileIsUtf8() throws IOException {
        assertRead(new byte[0], "UTF-8", "");
    }

    @Test
    void zeroCharactersAreNamedWithTheirLine() {
        assertBroken("a,b\r\n1,2\r3\n4,\0".getBytes(StandardCharsets.UTF_8), "line 4");
        assertBroken("é\n\0".getBytes(WINDOWS_1252), "line 2");
        assertBroken("PK\3\4\0\0".getBytes(StandardCharsets.ISO_8859_1), "line 1");
    }

    @Test
    void aFileThatClaimsToBeUtf8MustBe() {
        byte[] lying = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', (byte) 0xE9, 'b'};
        assertBroken(lying, "UTF-8");
    }

    private static void assertBroken(byte[] bytes, String detail) {
        assertThatThrownBy(() -> FileEncoding.of(new ByteArrayResource(bytes)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("csv-broken");
                    assertThat(refusal.publicDetail()).contains(detail);
                });
    }

    private static void assertRead(byte[] bytes, String name, String text) throws IOException {
        var file = new ByteArrayResource(bytes);
        FileEncoding encoding = FileEncoding.of(file);
        assertThat(encoding.name()).isEqualTo(name);
        var read = new StringWriter();
        try (var reader = encoding.reader(file)) {
            reader.transferTo(read);
        }
        assertThat(read.toString()).isEqualTo(text);
    }

    private static byte[] marked(Charset charset, int... mark) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b : mark) {
            bytes.write(b);
        }
        bytes.write(TEXT.getBytes(charset));
        return bytes.toByteArray();
    }
}
