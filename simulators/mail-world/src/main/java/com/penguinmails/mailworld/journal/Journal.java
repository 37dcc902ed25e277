package com.penguinmails.mailworld.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An append-only file of JSON lines, or nothing at all without a file. A line is with the operating system when
 * {@link #append} returns, so it survives the death of the process, but not necessarily of the machine. A last line cut
 * short by a crash is dropped at the next start.
 *
 * @param <E> the type of the lines
 */
public final class Journal<E> implements AutoCloseable {
    private final @Nullable FileChannel channel;
    private final @Nullable Path file;
    private final JsonMapper json;
    private final Class<E> type;

    private Journal(@Nullable FileChannel channel, @Nullable Path file, JsonMapper json, Class<E> type) {
        this.channel = channel;
        this.file = file;
        this.json = json;
        this.type = type;
    }

    /**
     * Opens or creates the file; without one, keeps nothing.
     *
     * @throws IllegalStateException when another process holds the file
     */
    public static <E> Journal<E> open(Optional<Path> file, JsonMapper json, Class<E> type) {
        if (file.isEmpty()) {
            return new Journal<>(null, null, json, type);
        }
        Path path = file.get();
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new IllegalStateException(path + " is in use by another mail world");
            }
            return new Journal<>(channel, path, json, type);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + path, e);
        }
    }

    /** Hands every line to the consumer, oldest first, and gets ready to append behind the last whole one. */
    public void replay(Consumer<E> consumer) {
        FileChannel out = channel;
        if (out == null || file == null) {
            return;
        }
        try (JournalLines lines = new JournalLines(file)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                consumer.accept(json.readValue(line, type));
            }
            out.truncate(lines.endOfLastLine());
            out.position(lines.endOfLastLine());
        } catch (JacksonException e) {
            throw new IllegalStateException(file + " holds a line that is not a " + type.getSimpleName(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Appends one line. */
    public synchronized void append(E event) {
        FileChannel out = channel;
        if (out == null) {
            return;
        }
        byte[] text = json.writerFor(type).writeValueAsBytes(event);
        ByteBuffer line = ByteBuffer.allocate(text.length + 1).put(text).put((byte) '\n');
        line.flip();
        try {
            while (line.hasRemaining()) {
                out.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Forgets every line. */
    public synchronized void clear() {
        FileChannel out = channel;
        if (out == null) {
            return;
        }
        try {
            out.truncate(0);
            out.position(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + file, e);
        }
    }

    @Override
    public synchronized void close() {
        FileChannel out = channel;
        if (out == null) {
            return;
        }
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
