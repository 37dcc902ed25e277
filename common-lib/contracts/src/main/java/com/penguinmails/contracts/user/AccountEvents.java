package com.penguinmails.contracts.user;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import java.time.Instant;
import java.util.UUID;

/** What user-service tells. */
public final class AccountEvents {

    /** The job stands in the name of the person: its tenant id is the person's id. */
    public static final JobKind CLOSED_FOR_TENANT =
            new JobKind("event.account-closed.v1", "notifications", ServiceName.TENANT);

    /**
     * A person closed their account; its sign-ins have ended and nothing will be minted for it again. The person owned no tenant when they
     * did. Memberships end; told twice it means the same.
     */
    public record AccountClosed(UUID eventId, UUID userId, Instant at) {}

    private AccountEvents() {}
}
