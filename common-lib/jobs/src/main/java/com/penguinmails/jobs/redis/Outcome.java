package com.penguinmails.jobs.redis;

/** How lending a job ended. */
public enum Outcome {
    /** The work is done. */
    DONE,
    /** It failed and may be tried again; spends an attempt. */
    RETRY,
    /** Not now; gives the attempt back. */
    SNOOZE,
    /** It can never succeed. */
    DISCARD,
    /** Its effect may or may not have happened and nobody can know; it is not run again. */
    UNCERTAIN,
    /** The worker died while it ran; gives the attempt back and counts a crash. */
    CRASHED,
    /** The worker died before it began; as if it had never been lent. */
    RETURNED,
    /** Not given to a worker, because its group is paused or cancelled. */
    STOPPED
}
