package com.penguinmails.worker.identity;

import com.penguinmails.jobs.redis.Consumer;
import com.penguinmails.kernel.Ids;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Who this worker is. The id lies in its state folder and stays the same over restarts, because it names the journal; the incarnation is
 * new at every start. The folder is locked for as long as the process lives.
 */
public final class WorkerIdentity implements AutoCloseable {

    private final Path folder;
    private final String workerId;
    private final UUID incarnation;
    private final FileLock lock;

    private WorkerIdentity(Path folder, String workerId, UUID incarnation, FileLock lock) {
        this.folder = folder;
        this.workerId = workerId;
        this.incarnation = incarnation;
        this.lock = lock;
    }

    /** @throws IOException when the folder cannot be used, or another process uses it */
    public static WorkerIdentity claim(Path folder, Ids ids) throws IOException {
        Files.createDirectories(folder);
        FileLock lock = lock(folder);
        try {
            return new WorkerIdentity(folder, workerId(folder, ids), ids.next(), lock);
        } catch (IOException | RuntimeException failure) {
            lock.channel().close();
            throw failure;
        }
    }

    public Path folder() {
        return folder;
    }

    public String workerId() {
        return workerId;
    }

    public UUID incarnation() {
        return incarnation;
    }

    public Consumer consumer() {
        return new Consumer(workerId, incarnation);
    }

    @Override
    public void close() throws IOException {
        lock.channel().close();
    }

    private static FileLock lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (java.nio.channels.OverlappingFileLockException sameProcess) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException("another worker uses " + folder + "; give each worker a WORKER_STATE_DIR of its own");
        }
        return lock;
    }

    private static String workerId(Path folder, Ids ids) throws IOException {
        Path file = folder.resolve("worker-id");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        String fresh = "worker-" + ids.next();
        Path draft = folder.resolve("worker-id.new");
        Files.writeString(draft, fresh);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return fresh;
    }
}
