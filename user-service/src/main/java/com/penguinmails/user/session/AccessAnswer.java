package com.penguinmails.user.session;

/**
 * Another access token for a sign-in that goes on; its refresh token stays as it is.
 *
 * @param expiresIn seconds until the access token ends
 */
record AccessAnswer(String accessToken, String tokenType, long expiresIn) {

    @Override
    public String toString() {
        return "AccessAnswer[]";
    }
}
