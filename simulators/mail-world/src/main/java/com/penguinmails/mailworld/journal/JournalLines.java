package com.penguinmails.mailworld.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads whole lines and knows where the last one ended; what follows it was cut short and is not returned. */
final class JournalLines implements AutoCloseable {
    private final InputStream in;
    private long position;
    private long endOfLastLine;

    JournalLines(Path file) throws IOException {
        this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        for (int b = in.read(); b >= 0; b = in.read()) {
            position++;
            if (b == '\n') {
                endOfLastLine = position;
                return line.toByteArray();
            }
            line.write(b);
        }
        return null;
    }

    long endOfLastLine() {
        return endOfLastLine;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
