package com.penguinmails.gateway.limits;

/**
 * What a bucket says to one more request.
 *
 * @param limit requests in a minute
 * @param count how many there were in this minute, this one included
 * @param resetSeconds until the next minute begins
 */
record Decision(int limit, long count, long resetSeconds) {

    boolean allowed() {
        return count <= limit;
    }

    long remaining() {
        return Math.max(0, limit - count);
    }
}
