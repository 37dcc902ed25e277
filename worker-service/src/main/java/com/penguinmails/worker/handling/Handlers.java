package com.penguinmails.worker.handling;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobHandling;
import com.penguinmails.jobs.redis.Entry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Knows who carries out what: itself by kind, every other service by its name. */
final class Handlers {

    private final Map<String, LocalHandler> local = new HashMap<>();
    private final Map<ServiceName, JobHandling> services = new ConcurrentHashMap<>();
    private final Function<ServiceName, JobHandling> connect;
    private final Soon soon;

    Handlers(List<LocalHandler> own, Function<ServiceName, JobHandling> connect, Soon soon) {
        own.forEach(handler -> local.put(handler.kind(), handler));
        this.connect = connect;
        this.soon = soon;
    }

    /** Empty when nobody carries it out. */
    Optional<LocalHandler> find(Entry entry) {
        if (entry.handler().equals(ServiceName.WORKER.id())) {
            return Optional.ofNullable(local.get(entry.kind()));
        }
        return Arrays.stream(ServiceName.values())
                .filter(service -> service.id().equals(entry.handler()))
                .findFirst()
                .map(service -> new RemoteHandler(entry.kind(), services.computeIfAbsent(service, connect), soon));
    }
}
