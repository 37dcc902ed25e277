package com.penguinmails.queuer.claim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.function.ToIntFunction;

/** Puts what was claimed into an order in which tenants take turns, each with as many entries at a time as it weighs. */
final class Turns {

    private final ToIntFunction<UUID> weight;
    private final Map<UUID, Queue<Claimed>> byTenant = new LinkedHashMap<>();

    Turns(ToIntFunction<UUID> weight) {
        this.weight = weight;
    }

    void add(Claimed job) {
        byTenant.computeIfAbsent(job.entry().lease().tenant().value(), first -> new ArrayDeque<>())
                .add(job);
    }

    List<Claimed> inOrder() {
        var order = new ArrayList<Claimed>();
        var waiting = new ArrayDeque<>(byTenant.entrySet());
        while (!waiting.isEmpty()) {
            Map.Entry<UUID, Queue<Claimed>> next = waiting.remove();
            for (int i = weight.applyAsInt(next.getKey());
                    i > 0 && !next.getValue().isEmpty();
                    i--) {
                order.add(next.getValue().remove());
            }
            if (!next.getValue().isEmpty()) {
                waiting.add(next);
            }
        }
        return order;
    }
}
