package com.penguinmails.chaos.arena;

import com.penguinmails.chaos.network.Wire;
import com.penguinmails.chaos.process.Children;
import com.penguinmails.chaos.process.PackagedApp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A queuer and its wires. */
public final class Queuer extends Node {

    private final Wire postgres;
    private final Wire redis;
    private final Map<String, String> common;

    Queuer(String name, PackagedApp app, Children children, Surroundings surroundings) {
        super(name, app, children);
        this.postgres = Wire.to(name + " to PostgreSQL", surroundings.postgresPort());
        this.redis = Wire.to(name + " to Redis", surroundings.redisPort());
        this.common = surroundings.common();
    }

    public Wire postgres() {
        return postgres;
    }

    public Wire redis() {
        return redis;
    }

    @Override
    Map<String, String> environment() {
        var environment = new HashMap<>(common);
        environment.putAll(Surroundings.database(postgres.port()));
        environment.put("REDIS_URL", Surroundings.redisUrl(redis.port()));
        return environment;
    }

    @Override
    List<Wire> wires() {
        return List.of(postgres, redis);
    }

    @Override
    String healthPath() {
        return "/health";
    }
}
