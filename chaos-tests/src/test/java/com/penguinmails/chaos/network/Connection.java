package com.penguinmails.chaos.network;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Two sockets and a thread for each way between them. */
final class Connection {

    private static final int PIECE = 16_384;

    private final Socket near;
    private final Socket far;
    private final Consumer<Connection> closed;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final CountDownLatch end = new CountDownLatch(1);

    /** Asked before each piece of data is handed on. */
    @FunctionalInterface
    interface Passage {
        Weather await(Way way, Connection connection) throws InterruptedException;
    }

    Connection(Socket near, Socket far, Consumer<Connection> closed) {
        this.near = near;
        this.far = far;
        this.closed = closed;
    }

    void carry(Passage passage) {
        Thread.ofVirtual().start(() -> pump(near, far, Way.THERE, passage));
        Thread.ofVirtual().start(() -> pump(far, near, Way.BACK, passage));
    }

    boolean isOpen() {
        return open.get();
    }

    void close() {
        if (open.compareAndSet(true, false)) {
            end.countDown();
            reset(near);
            reset(far);
            closed.accept(this);
        }
    }

    private void pump(Socket from, Socket to, Way way, Passage passage) {
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                suffer(passage.await(way, this));
                if (!isOpen()) {
                    return;
                }
                out.write(piece, 0, length);
            }
            to.shutdownOutput();
        } catch (IOException gone) {
            close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void suffer(Weather weather) throws InterruptedException {
        weather.loss().filter(Weather.Loss::strikes).ifPresent(loss -> {
            if (loss.isFatal()) {
                close();
            } else {
                pause(loss.repeats().toMillis());
            }
        });
        pause(weather.delay().toMillis());
    }

    /** Shorter when the connection ends. */
    private void pause(long millis) {
        try {
            if (millis > 0) {
                var _ = end.await(millis, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** With a reset instead of a goodbye, as when the other machine is gone. */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to end.
        }
    }
}
