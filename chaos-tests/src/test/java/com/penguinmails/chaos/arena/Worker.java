package com.penguinmails.chaos.arena;

import com.penguinmails.chaos.network.Wire;
import com.penguinmails.chaos.process.Children;
import com.penguinmails.chaos.process.PackagedApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A worker, its wires, and the folder with its journal, which outlives its processes. Its name is also what it says to mail servers. */
public final class Worker extends Node {

    private final Wire redis;
    private final Wire platform;
    private final Path state;
    private final Map<String, String> common;

    Worker(String name, PackagedApp app, Children children, Surroundings surroundings, Path state) {
        super(name, app, children);
        this.redis = Wire.to(name + " to Redis", surroundings.redisPort());
        this.platform = Wire.to(name + " to the platform", surroundings.platformPort());
        this.state = state;
        this.common = surroundings.common();
    }

    /** Lies in its folder from its first start on. */
    public String id() {
        try {
            return Files.readString(state.resolve("worker-id")).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Wire redis() {
        return redis;
    }

    public Wire platform() {
        return platform;
    }

    @Override
    Map<String, String> environment() {
        var environment = new HashMap<>(common);
        environment.putAll(Surroundings.worker(name(), state, platform.port()));
        environment.put("REDIS_URL", Surroundings.redisUrl(redis.port()));
        return environment;
    }

    @Override
    List<Wire> wires() {
        return List.of(redis, platform);
    }

    @Override
    String healthPath() {
        return "/health/queue";
    }
}
