package com.penguinmails.queuer.operate.explain;

import com.penguinmails.jobs.redis.Band;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One thing that keeps a job where it is, or tells where it is. Several can hold at once. */
sealed interface Reason {

    /** Stable, kebab-case. */
    String code();

    /** For a person who knows queues and not this one. */
    String sentence();

    /** Since when it holds; null where that is not known. */
    default @Nullable Instant since() {
        return null;
    }

    /** When it ends; null where that is not known, or not by itself. */
    default @Nullable Instant until() {
        return null;
    }

    /** Whether it ends only when somebody does something, so that no time can be named. */
    default boolean isOpenEnded() {
        return false;
    }

    /** Not yet due, and never was. */
    record Scheduled(Instant until) implements Reason {
        @Override
        public String code() {
            return "scheduled";
        }

        @Override
        public String sentence() {
            return "It is scheduled for later, for " + until + ".";
        }
    }

    /** Failed and waits for its next try. */
    record WaitsForRetry(
            int attempt, int maxAttempts, @Nullable String lastError, Instant until) implements Reason {
        @Override
        public String code() {
            return "waits-for-retry";
        }

        @Override
        public String sentence() {
            return "Try " + attempt + " of " + maxAttempts + " failed (" + orUnknown(lastError)
                    + "); the next one comes at " + until + ".";
        }
    }

    /** Its handler put it off without a charge. */
    record PutOff(@Nullable String lastError, Instant until) implements Reason {
        @Override
        public String code() {
            return "put-off";
        }

        @Override
        public String sentence() {
            return "Its handler put it off until " + until + " (" + orUnknown(lastError) + "); no attempt was charged.";
        }
    }

    /** Waits in the list from which a worker takes one at a time. */
    record RunsAlone(int before, int length, Instant since) implements Reason {
        @Override
        public String code() {
            return "runs-alone";
        }

        @Override
        public String sentence() {
            return "Workers have died while it ran, so it waits for one that has no other such job in hand: " + before
                    + " of " + length + " are before it.";
        }
    }

    /**
     * Its worker died while it ran.
     *
     * @param until null when it does not have to wait for that
     */
    record Crashed(int times, int most, @Nullable Instant until) implements Reason {
        @Override
        public String code() {
            return "crashed";
        }

        @Override
        public String sentence() {
            return "Its worker died " + (times == 1 ? "once" : times + " times") + " while it ran; at " + most
                    + " times it is set aside as poison.";
        }
    }

    record QueuePaused(String queue, Instant since) implements Reason {
        @Override
        public String code() {
            return "queue-paused";
        }

        @Override
        public String sentence() {
            return "The queue " + queue + " is paused.";
        }

        @Override
        public boolean isOpenEnded() {
            return true;
        }
    }

    record TenantPaused(Instant since) implements Reason {
        @Override
        public String code() {
            return "tenant-paused";
        }

        @Override
        public String sentence() {
            return "An operator has paused the tenant.";
        }

        @Override
        public boolean isOpenEnded() {
            return true;
        }
    }

    record GroupPaused(Instant since) implements Reason {
        @Override
        public String code() {
            return "group-paused";
        }

        @Override
        public String sentence() {
            return "Its group (the campaign, for a mail) is paused.";
        }

        @Override
        public boolean isOpenEnded() {
            return true;
        }
    }

    /** Not paused any more, and not yet given back. */
    record GroupResuming(Instant since) implements Reason {
        @Override
        public String code() {
            return "group-resuming";
        }

        @Override
        public String sentence() {
            return "Its group was resumed; held jobs become ready again, those first that waited longest, within seconds.";
        }
    }

    record GroupCancelled(Instant since) implements Reason {
        @Override
        public String code() {
            return "group-cancelled";
        }

        @Override
        public String sentence() {
            return "Its group was cancelled; it ends as cancelled within seconds, or when it comes back from Redis.";
        }

        @Override
        public boolean isOpenEnded() {
            return true;
        }
    }

    record CancelAsked(Instant since) implements Reason {
        @Override
        public String code() {
            return "cancel-asked";
        }

        @Override
        public String sentence() {
            return "An operator has cancelled it while it was lent out; it is not begun any more and ends as cancelled when it comes back.";
        }

        @Override
        public boolean isOpenEnded() {
            return true;
        }
    }

    record DeadlinePassed(Instant since) implements Reason {
        @Override
        public String code() {
            return "deadline-passed";
        }

        @Override
        public String sentence() {
            return "Its deadline passed at " + since + "; it ends as failed at its next turn.";
        }

        @Override
        public boolean isOpenEnded() {
            return true;
        }
    }

    /** Nobody serves the queue. */
    record NoWorker(String queue, int silent) implements Reason {
        @Override
        public String code() {
            return "no-worker-alive";
        }

        @Override
        public String sentence() {
            return "No worker that serves " + queue + " has given a sign of life within twelve seconds"
                    + (silent == 0 ? "." : "; " + silent + " have fallen silent.");
        }

        @Override
        public boolean isOpenEnded() {
            return true;
        }
    }

    /** Redis does not answer, so nothing is lent out or fetched. */
    record RedisAway() implements Reason {
        @Override
        public String code() {
            return "redis-away";
        }

        @Override
        public String sentence() {
            return "Redis does not answer; nothing is lent out until it does, and nothing is lost.";
        }

        @Override
        public boolean isOpenEnded() {
            return true;
        }
    }

    record ListFull(Band band, long depth, int most) implements Reason {
        @Override
        public String code() {
            return "list-full";
        }

        @Override
        public String sentence() {
            return "The " + name(band) + " list in Redis is full (" + depth + " of " + most
                    + "); more is lent out when workers have taken a quarter of it.";
        }
    }

    /**
     * Due, and others are before it.
     *
     * @param own jobs of its own tenant before it; {@code ownAtLeast} says that counting stopped there
     * @param tenants with due jobs in this band, its own included
     * @param perSecond what the queue has finished of late; 0 for nothing
     * @param until an estimate; null without a pace to estimate from
     */
    record Behind(
            Band band,
            int own,
            boolean ownAtLeast,
            int tenants,
            int weight,
            double perSecond,
            @Nullable Instant until) implements Reason {
        @Override
        public String code() {
            return "behind-others";
        }

        @Override
        public String sentence() {
            String ahead = (ownAtLeast ? "at least " : "") + own + (own == 1 ? " job" : " jobs");
            String round = tenants == 1
                    ? "no other tenant has anything due there"
                    : tenants + " tenants take turns, this one with " + weight + (weight == 1 ? " job" : " jobs")
                            + " a turn";
            String estimate = until == null
                    ? "nothing was finished in the last five minutes, so there is no telling when"
                    : String.format(
                            Locale.ROOT,
                            "at the pace of the last five minutes, %.1f jobs a second, it runs at about %s, sooner if others have less to do: an estimate",
                            perSecond,
                            until);
            return ahead + " of its own tenant in the " + name(band) + " band come before it and " + round + "; "
                    + estimate + ".";
        }
    }

    /** @param until an estimate; null without a pace to estimate from */
    record InList(
            Band band,
            int before,
            int length,
            Instant since,
            @Nullable Instant until) implements Reason {
        @Override
        public String code() {
            return "in-redis-list";
        }

        @Override
        public String sentence() {
            return "It lies in the " + name(band) + " list of Redis at place " + (before + 1) + " of " + length
                    + ", waiting for a worker to fetch it.";
        }
    }

    record InHands(String worker, Instant since, Duration silent, Instant until) implements Reason {
        @Override
        public String code() {
            return "in-hands-of-worker";
        }

        @Override
        public String sentence() {
            String life = silent.toSeconds() < 12
                    ? "which gave a sign of life " + silent.toSeconds() + " s ago"
                    : "which has been silent for " + silent.toSeconds()
                            + " s and will be declared dead, so that the job runs again";
            return "It is in the hands of worker " + worker + " since " + since + ", " + life + "; its time is up at "
                    + until + ".";
        }
    }

    record ToBeWrittenBack() implements Reason {
        @Override
        public String code() {
            return "to-be-written-back";
        }

        @Override
        public String sentence() {
            return "A worker is done with it; its result lies in Redis and is being written to PostgreSQL.";
        }
    }

    /** Leased, and Redis does not know it. */
    record OnItsWay(Instant since) implements Reason {
        @Override
        public String code() {
            return "on-its-way";
        }

        @Override
        public String sentence() {
            return "It was lent out and is not in Redis: it is being pushed or written back in this moment, or it was lost with Redis or a queuer and"
                    + " is taken back by an audit within seconds.";
        }
    }

    record Finished(
            String status,
            int attempt,
            int maxAttempts,
            Instant since,
            @Nullable String lastError) implements Reason {
        @Override
        public String code() {
            return status;
        }

        @Override
        public String sentence() {
            String last =
                    Optional.ofNullable(lastError).map(error -> ": " + error).orElse("");
            return switch (status) {
                case "completed" -> "It was completed at " + since + ", at try " + attempt + ".";
                case "failed" ->
                    "It failed for good at " + since + " after " + attempt + " of " + maxAttempts + " tries" + last
                            + ".";
                case "cancelled" -> "It was cancelled at " + since + last + ".";
                default ->
                    "Whether it took effect is unknown since " + since + last + "; it is not run again by itself.";
            };
        }

        @Override
        public boolean isOpenEnded() {
            return true;
        }
    }

    private static String name(Band band) {
        return band.name().toLowerCase(Locale.ROOT);
    }

    private static String orUnknown(@Nullable String error) {
        return error == null || error.isBlank() ? "it did not say why" : error;
    }
}
