package com.penguinmails.benchmarks.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** How often a second this disk makes 8 kB durable: what every commit waits for. */
public final class FsyncRate {

    private static final int BLOCK = 8_192;
    private static final int BLOCKS = 64;
    private static final long DURATION_NANOS = TimeUnit.SECONDS.toNanos(2);

    private FsyncRate() {}

    public static double measure(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "fsync", "");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
            int writes = 0;
            long started = System.nanoTime();
            while (System.nanoTime() - started < DURATION_NANOS) {
                channel.write(block.rewind(), (long) (writes % BLOCKS) * BLOCK);
                channel.force(false);
                writes++;
            }
            return writes / ((System.nanoTime() - started) / 1e9);
        } finally {
            Files.delete(file);
        }
    }
}
