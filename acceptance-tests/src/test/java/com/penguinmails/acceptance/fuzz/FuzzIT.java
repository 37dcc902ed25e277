package com.penguinmails.acceptance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.acceptance.Stack;
import com.penguinmails.acceptance.api.ApiDocument;
import com.penguinmails.acceptance.api.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * No answer of 500 or more, none that the documents do not declare, none that its schema does not allow, every refusal a problem document.
 * {@code -Dfuzz.requests=20000 -Dfuzz.seed=42}; without a seed it takes a new one and prints it.
 */
class FuzzIT {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_000);
    private static final int SEEDS = 1_000_000;

    /**
     * What no request brings about here: it takes a minute's patience, a mail, an authenticator's answer, a mail on its way, a job that failed, an identity
     * provider, a record in the DNS, or somebody who owns no tenant.
     */
    private static final List<String> OUT_OF_REACH = List.of(
            "POST /api/v1/auth/confirm-email-change",
            "POST /api/v1/auth/login/second-factor",
            "POST /api/v1/auth/passkey",
            "POST /api/v1/auth/reset-password",
            "POST /api/v1/auth/sso/complete",
            "POST /api/v1/auth/sso/start",
            "POST /api/v1/auth/step-up/sso",
            "POST /api/v1/auth/step-up/sso/complete",
            "POST /api/v1/auth/verify-email",
            "POST /api/v1/campaigns/{id}/cancel",
            "POST /api/v1/campaigns/{id}/pause",
            "POST /api/v1/campaigns/{id}/resume",
            "POST /api/v1/platform/system/jobs/{id}/cancel",
            "POST /api/v1/platform/system/jobs/{id}/move",
            "POST /api/v1/platform/system/jobs/{id}/retry",
            "POST /api/v1/platform/system/queues/{name}/drain",
            "DELETE /api/v1/sso/connection",
            "PUT /api/v1/sso/connection",
            "POST /api/v1/sso/domains/{domain}/verification",
            "POST /api/v1/tenant/invitations/{id}/resend",
            "POST /api/v1/tenants/join",
            "DELETE /api/v1/users/me",
            "POST /api/v1/users/me/passkeys",
            "POST /api/v1/users/me/totp/confirm",
            "POST /api/v1/users/me/recovery-codes",
            "DELETE /api/v1/users/me/totp");

    @Test
    void everyAnswerIsAsDeclared() throws IOException {
        ApiDocument api = ApiDocument.ofPlatform();
        assertThat(Recipes.missing(api.operations()))
                .as("operations without a recipe")
                .isEmpty();
        String given = System.getProperty("fuzz.seed", "");
        long seed = given.isBlank() ? ThreadLocalRandom.current().nextLong(SEEDS) : Long.parseLong(given);
        System.out.println("Progress: fuzzing with " + REQUESTS + " requests; SEED=" + seed + " repeats them.");

        var fuzzer = new Fuzzer(api, seed);
        fuzzer.run(REQUESTS);

        List<Finding> findings = fuzzer.findings();
        String report =
                REQUESTS + " requests over " + api.operations().size() + " operations, SEED=" + seed + ", answers "
                        + fuzzer.answers() + ", never taken: " + fuzzer.neverTaken() + "\n"
                        + findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
        Path file = Stack.project().resolve("acceptance-tests/target/fuzz.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, report + "\n");
        assertThat(findings).as(report).isEmpty();
        assertThat(fuzzer.neverTaken())
                .as("operations of which even the good request was refused: mend their recipe")
                .isSubsetOf(OUT_OF_REACH);
    }
}
