package com.penguinmails.tenant.quota;

import com.penguinmails.kernel.Refusal;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What is counted. Mails are not: they depend on the plan, and billing-service counts them. */
public enum Quota {
    MEMBERS("members", "members", "select count(*) from memberships where tenant_id = :tenant"),
    WORKSPACES("workspaces", "workspaces", "select count(*) from workspaces where tenant_id = :tenant"),
    CUSTOM_ROLES("custom-roles", "roles of your own", "select count(*) from custom_roles where tenant_id = :tenant"),
    INVITATIONS(
            "invitations",
            "open invitations",
            "select count(*) from invitations where tenant_id = :tenant and status = 'pending' and expires_at > :now::timestamptz"),
    API_KEYS(
            "api-keys",
            "working API keys",
            "select count(*) from api_keys where tenant_id = :tenant and revoked_at is null and expires_at > :now::timestamptz");

    private final String id;
    private final String words;
    private final String count;

    Quota(String id, String words, String count) {
        this.id = id;
        this.words = words;
        this.count = count;
    }

    /** As in paths and tables. */
    public String id() {
        return id;
    }

    String words() {
        return words;
    }

    /** SQL that counts what the tenant has now. */
    String count() {
        return count;
    }

    static Quota of(String id) {
        return Arrays.stream(values())
                .filter(quota -> quota.id.equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "quota",
                        "must be one of "
                                + Arrays.stream(values()).map(Quota::id).collect(Collectors.joining(", "))));
    }
}
