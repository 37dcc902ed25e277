package com.penguinmails.localstack.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which TCP port each part of the stack listens on. A part keeps its port for as long as it can, because the others were told its
 * address when they started.
 *
 * @param byPart part of the stack, such as {@code gateway} or {@code postgres}, to port
 */
public record Ports(Map<String, Integer> byPart) {

    public Ports {
        byPart = Map.copyOf(byPart);
    }

    /**
     * What is asked of {@link #assign}.
     *
     * @param parts names in the order they are served
     * @param fixed ports the user wants, by part; no other part gets them
     * @param usual ports taken when they are free, by part
     * @param running parts that run now: they keep their ports, which are in use by themselves
     */
    public record Request(
            List<String> parts, Map<String, Integer> fixed, Map<String, Integer> usual, Set<String> running) {}

    /**
     * Gives every part a port and stores them: the one it runs on, else the one the user fixed, else its usual one, else the one it
     * had, else any free one.
     *
     * @throws IllegalStateException if a port the user fixed is in use by somebody else
     */
    public static Ports assign(StateFolder state, Request request, PortProbe probe) {
        JsonFile file = new JsonFile(state.portsFile());
        Map<String, Integer> before = file.read(Ports.class).map(Ports::byPart).orElseGet(Map::of);
        Map<String, Integer> assigned = new HashMap<>();
        request.running().stream()
                .filter(before::containsKey)
                .forEach(part -> assigned.put(part, Objects.requireNonNull(before.get(part))));
        for (String part : request.parts()) {
            if (!assigned.containsKey(part)) {
                assigned.put(part, choose(part, request, before, assigned, probe));
            }
        }
        file.write(new Stored(new TreeMap<>(assigned)));
        return new Ports(assigned);
    }

    private static int choose(
            String part, Request request, Map<String, Integer> before, Map<String, Integer> assigned, PortProbe probe) {
        Integer wanted = request.fixed().get(part);
        if (wanted != null) {
            if (assigned.containsValue(wanted) || !probe.isFree(wanted)) {
                throw new IllegalStateException(
                        "port " + wanted + ", wanted for " + part + ", is in use: free it, or set another");
            }
            return wanted;
        }
        return Stream.of(request.usual(), before)
                .filter(ports -> ports.containsKey(part))
                .map(ports -> Objects.requireNonNull(ports.get(part)))
                .filter(port -> isUntaken(port, request, assigned) && probe.isFree(port))
                .findFirst()
                .orElseGet(() -> probe.anyFree(port -> isUntaken(port, request, assigned)));
    }

    private static boolean isUntaken(int port, Request request, Map<String, Integer> assigned) {
        return !assigned.containsValue(port) && !request.fixed().containsValue(port);
    }

    /** The ports as they were last assigned; none when the stack never ran. */
    public static Optional<Ports> find(StateFolder state) {
        return new JsonFile(state.portsFile()).read(Ports.class);
    }

    /** The port of one part. */
    public int of(String part) {
        Integer port = byPart.get(part);
        if (port == null) {
            throw new IllegalArgumentException("no port for " + part);
        }
        return port;
    }

    /** Sorted, for people who look into the file. */
    private record Stored(TreeMap<String, Integer> byPart) {}
}
