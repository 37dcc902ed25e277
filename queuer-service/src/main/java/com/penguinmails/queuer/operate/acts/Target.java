package com.penguinmails.queuer.operate.acts;

import java.util.UUID;

/** What an act was done to, in the form in which the book is searched. */
public record Target(String text) {

    public static Target queue(String queue) {
        return new Target("queue:" + queue);
    }

    public static Target tenant(UUID tenant) {
        return new Target("tenant:" + tenant);
    }

    public static Target group(UUID tenant, UUID group) {
        return new Target("group:" + tenant + "/" + group);
    }

    public static Target job(UUID job) {
        return new Target("job:" + job);
    }

    public static Target schedule(String name) {
        return new Target("schedule:" + name);
    }
}
