package com.penguinmails.gateway.limits;

/**
 * What is counted together.
 *
 * @param key names it among all buckets
 * @param perMinute how many requests it allows
 */
record Bucket(String key, int perMinute) {}
