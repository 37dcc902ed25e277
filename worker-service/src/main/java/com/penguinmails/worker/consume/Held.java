package com.penguinmails.worker.consume;

import com.penguinmails.jobs.redis.Entry;
import java.time.Instant;

/** An entry in the hands of this worker, from the fetch until Redis has its result. */
record Held(Entry entry, Instant since) {}
