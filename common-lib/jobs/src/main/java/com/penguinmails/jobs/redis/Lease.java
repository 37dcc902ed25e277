package com.penguinmails.jobs.redis;

import com.penguinmails.kernel.TenantId;
import java.util.UUID;

/**
 * One job, lent out once. The token is new each time the job is lent, so a holder from before cannot finish it: the fence.
 *
 * <p>Its text is always {@value #LENGTH} characters; the Lua scripts cut it out of entries and results by position.
 */
public record Lease(TenantId tenant, UUID job, UUID token) {

    static final int LENGTH = 110;
    static final int UUID_LENGTH = 36;

    /** The lease of jobs that are lent out together: it names none of them, so its token stands in the place of the job too. */
    public static Lease ofBlock(TenantId tenant, UUID token) {
        return new Lease(tenant, token, token);
    }

    public boolean isBlock() {
        return job.equals(token);
    }

    /** The lease of the block of which this job would be, if it was lent out with others. */
    public Lease block() {
        return ofBlock(tenant, token);
    }

    static Lease parse(String text) {
        return new Lease(
                TenantId.of(text.substring(0, UUID_LENGTH)),
                UUID.fromString(text.substring(UUID_LENGTH + 1, 2 * UUID_LENGTH + 1)),
                UUID.fromString(text.substring(2 * UUID_LENGTH + 2, LENGTH)));
    }

    @Override
    public String toString() {
        return tenant + " " + job + " " + token;
    }
}
