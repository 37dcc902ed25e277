package com.penguinmails.chaos.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Carries TCP connections to a port of this machine, as well as it is told to. */
public final class Wire {

    private final String name;
    private final int target;
    private final ServerSocket server;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private Weather weather = Weather.FAIR;

    private Wire(String name, int target, ServerSocket server) {
        this.name = name;
        this.target = target;
        this.server = server;
    }

    /** A wire to a port of this machine; lies until the JVM ends. */
    public static Wire to(String name, int target) {
        try {
            var wire = new Wire(name, target, new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name(name).start(wire::accept);
            return wire;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where to connect to. */
    public int port() {
        return server.getLocalPort();
    }

    /** Ends every connection and lets no other come about. */
    public void cut() {
        change(Weather.CUT);
        drop();
    }

    /** Lets connections stand and moves nothing any more, on one way or on both. What is on its way comes late, after {@link #heal}. */
    public void block(Way first, Way... more) {
        change(new Weather(true, EnumSet.of(first, more), Duration.ZERO, Optional.empty()));
    }

    /** Every piece of data takes this much longer, on each way. */
    public void delay(Duration delay) {
        change(new Weather(true, Set.of(), delay, Optional.empty()));
    }

    /** A share of the pieces is held up for up to two seconds or takes its connection along. */
    public void lose(double share, RandomGenerator random) {
        change(new Weather(true, Set.of(), Duration.ZERO, Optional.of(new Weather.Loss(share, random))));
    }

    /** Everything moves again, also what was held up. */
    public void heal() {
        change(Weather.FAIR);
    }

    /** Ends every connection; what was held up is lost. */
    public void drop() {
        connections.forEach(Connection::close);
    }

    private synchronized void change(Weather next) {
        weather = next;
        notifyAll();
    }

    private synchronized Weather weather() {
        return weather;
    }

    /** Waits while the way is blocked. */
    private synchronized Weather passable(Way way, Connection connection) throws InterruptedException {
        while (weather.blocks(way) && connection.isOpen()) {
            wait();
        }
        return weather;
    }

    private void accept() {
        try {
            while (true) {
                Socket near = server.accept();
                if (weather().open()) {
                    Thread.ofVirtual().name(name).start(() -> connect(near));
                } else {
                    near.close();
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(name + " carries nothing any more", failure);
        }
    }

    private void connect(Socket near) {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            var connection = new Connection(near, far, connections::remove);
            connections.add(connection);
            connection.carry(this::passable);
        } catch (IOException nobodyThere) {
            try {
                near.close();
            } catch (IOException alreadyClosed) {
                // Closed is what it shall be.
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
