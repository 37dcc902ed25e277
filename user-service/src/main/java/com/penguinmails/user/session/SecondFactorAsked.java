package com.penguinmails.user.session;

import java.util.List;

/**
 * The password was right and is not enough.
 *
 * @param secondFactorRequired always true; tells this answer from tokens
 * @param challenge for {@code POST /api/v1/auth/login/second-factor}, good once
 * @param expiresIn seconds until the challenge ends
 * @param methods what may answer it
 */
record SecondFactorAsked(boolean secondFactorRequired, String challenge, long expiresIn, List<String> methods)
        implements LoginAnswer {

    @Override
    public String toString() {
        return "SecondFactorAsked[]";
    }
}
