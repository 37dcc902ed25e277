package com.penguinmails.benchmarks.ours;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What the handler in the worker's process has done, in memory that both processes see: how many jobs it had, and when it had each job
 * of a latency run. Writing to it costs a few nanoseconds and no system call.
 */
final class Tally implements AutoCloseable {

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;
    private final int slots;

    private Tally(Path file, int slots) throws IOException {
        this.slots = slots;
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, (slots + 1L) * Long.BYTES, arena);
        }
    }

    /** Opens it, or makes it with nothing counted. */
    static Tally open(Path file, int slots) throws IOException {
        return new Tally(file, slots);
    }

    void add(int jobs) {
        long _ = (long) LONG.getAndAdd(memory, 0L, (long) jobs);
    }

    long handled() {
        return (long) LONG.getVolatile(memory, 0L);
    }

    /** Notes when job {@code slot} was in the handler's hand; the first time counts, and what has no slot is not noted. */
    void note(long slot, long epochMicros) {
        if (slot >= 0 && slot < slots) {
            boolean _ = LONG.compareAndSet(memory, (slot + 1) * Long.BYTES, 0L, epochMicros);
        }
    }

    /** 0 when it was not there yet. */
    long noted(long slot) {
        return (long) LONG.getVolatile(memory, (slot + 1) * Long.BYTES);
    }

    @Override
    public void close() {
        arena.close();
    }
}
