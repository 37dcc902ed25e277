package com.penguinmails.chaos.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Free ports of this machine. */
public final class Ports {

    /** Below those that the system gives to clients, since a port must stay free while its process is dead. */
    private static final int FIRST = 12_000;

    private static final int LAST = 32_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port that nobody listens on now; it stays the process's own over its restarts. */
    public static int free() {
        var random = new Random();
        int port = random.nextInt(FIRST, LAST);
        while (!isFree(port) || !GIVEN.add(port)) {
            port = random.nextInt(FIRST, LAST);
        }
        return port;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
