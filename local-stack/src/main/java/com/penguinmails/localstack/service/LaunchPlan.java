package com.penguinmails.localstack.service;

import com.penguinmails.localstack.process.DetachedProcess;
import com.penguinmails.localstack.process.LogFile;
import com.penguinmails.localstack.process.ProcessRecord;
import com.penguinmails.localstack.state.JsonFile;
import com.penguinmails.localstack.state.StateFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one service is started. It is kept with the stack, so that whoever watches can start the service again exactly as it was.
 *
 * @param command program and arguments
 * @param environment what is added to the environment; holds secrets
 */
public record LaunchPlan(String service, List<String> command, Map<String, String> environment) {

    public LaunchPlan {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    public static Optional<LaunchPlan> find(StateFolder state, String service) {
        return file(state, service).read(LaunchPlan.class);
    }

    /** Starts the service with a fresh log, records its process, and keeps this plan. */
    public ProcessRecord start(StateFolder state) throws IOException, InterruptedException {
        LogFile log = state.log(service);
        log.rotate();
        file(state, service).write(new LaunchPlan(service, command, new TreeMap<>(environment)));
        DeathNotice.clear(state, service);
        ProcessRecord record = DetachedProcess.start(service, command, environment, log.path());
        state.processes().save(record);
        return record;
    }

    /** Without the environment: it holds secrets. */
    @Override
    public String toString() {
        return "LaunchPlan[" + service + "]";
    }

    private static JsonFile file(StateFolder state, String service) {
        return new JsonFile(state.run().resolve(service + ".launch.json"));
    }
}
