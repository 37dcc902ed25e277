package com.penguinmails.campaign.imports;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import org.springframework.core.io.InputStreamSource;

/** What one pass over a file says about an encoding. Lines count from 1. */
sealed interface TextScan {

    record Clean() implements TextScan {}

    /** @param line a line at or shortly before the first bytes that the encoding cannot hold */
    record Malformed(long line) implements TextScan {}

    /** @param line the first line with a zero character */
    record Binary(long line) implements TextScan {}

    int BUFFER = 1 << 16;

    static TextScan of(InputStreamSource file, FileEncoding encoding) throws IOException {
        var strict = encoding.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        long line = 1;
        boolean afterReturn = false;
        char[] buffer = new char[BUFFER];
        try (Reader reader = new InputStreamReader(encoding.bytes(file), strict)) {
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    char c = buffer[i];
                    if (c == 0) {
                        return new Binary(line);
                    }
                    if (c == '\r' || (c == '\n' && !afterReturn)) {
                        line++;
                    }
                    afterReturn = c == '\r';
                }
            }
            return new Clean();
        } catch (CharacterCodingException malformed) {
            return new Malformed(line);
        }
    }
}
