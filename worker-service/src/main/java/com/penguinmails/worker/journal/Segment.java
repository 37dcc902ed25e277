package com.penguinmails.worker.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One file of the journal. Only the journal's writer thread touches it. */
final class Segment {

    private final Path file;
    private final FileChannel channel;
    private long size;
    private int openMessages;

    private Segment(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static Segment create(Path file) throws IOException {
        return new Segment(file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    void write(byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            size += bytes.length;
        } catch (IOException failure) {
            // Half a line in the middle would hide nothing, but confuse a reader of the file.
            channel.truncate(size);
            channel.position(size);
            throw failure;
        }
    }

    void sync() throws IOException {
        channel.force(false);
    }

    long size() {
        return size;
    }

    void opened() {
        openMessages++;
    }

    void closed() {
        openMessages--;
    }

    boolean isSettled() {
        return openMessages == 0;
    }

    void seal() throws IOException {
        channel.close();
    }

    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }
}
