package com.penguinmails.gateway.limits;

/**
 * Whose requests are counted together.
 *
 * @param policy names the limit in the answer's headers: {@code user}, {@code tenant}, {@code ip}, {@code link}
 * @param owner whose it is
 */
record Bucket(String policy, String owner, Rate rate) {

    String key() {
        return policy + ":" + owner;
    }
}
