package com.penguinmails.queuer.sweep;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Remembers which queues have got jobs back that may lie behind the claims of this queuer. */
@Component
public class Sweeps {

    private final Map<String, Long> requests = new ConcurrentHashMap<>();

    /** The next claim of the queue begins at the beginning. */
    public void request(String queue) {
        requests.merge(queue, 1L, Long::sum);
    }

    /** How many requests there were; a claim that knows fewer has to sweep. */
    public long requested(String queue) {
        return requests.getOrDefault(queue, 0L);
    }
}
