package com.penguinmails.localstack.state;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/** Tells which TCP ports of this machine are free right now. */
public final class PortProbe {

    /** Below the range that systems hand out to outgoing connections, any of which could take the port before we listen. */
    private static final int FIRST = 20_000;

    private static final int COUNT = 10_000;

    private final RandomGenerator random;

    public PortProbe(RandomGenerator random) {
        this.random = random;
    }

    /** Nobody listens there, neither on the loopback address nor on all addresses. */
    public boolean isFree(int port) {
        return canListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canListen(new InetSocketAddress(port));
    }

    /** Some free port that {@code acceptable} agrees to. */
    public int anyFree(IntPredicate acceptable) {
        int start = random.nextInt(COUNT);
        for (int i = 0; i < COUNT; i++) {
            int port = FIRST + (start + i) % COUNT;
            if (acceptable.test(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + FIRST + " and " + (FIRST + COUNT - 1));
    }

    private static boolean canListen(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
