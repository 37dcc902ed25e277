package com.penguinmails.queuer.operate.groups;

import com.penguinmails.jobs.JobGroups;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.operate.acts.Act;
import com.penguinmails.queuer.operate.acts.ActBook;
import com.penguinmails.queuer.operate.acts.ActKind;
import com.penguinmails.queuer.operate.acts.Target;
import com.penguinmails.tenancy.TenantScope;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stops and releases groups the way their owners do. The owner is not told: a campaign paused here still shows as running there. */
@Component
class GroupActs {

    private static final String CANCELLED = "cancelled";

    private final JdbcClient jdbc;
    private final JobGroups groups;
    private final ActBook book;

    GroupActs(JdbcClient jdbc, JobGroups groups, ActBook book) {
        this.jdbc = jdbc;
        this.groups = groups;
        this.book = book;
    }

    /**
     * What holds for the group.
     *
     * @param stop {@code paused}, {@code cancelled}, {@code resumed} while its held jobs are being released, or null for nothing
     */
    record GroupState(UUID tenantId, UUID groupId, @Nullable String stop) {}

    @Transactional
    public GroupState pause(UUID operator, TenantId tenant, UUID group, String reason) {
        return change(ActKind.PAUSE_GROUP, operator, tenant, group, reason, groups::pause);
    }

    @Transactional
    public GroupState resume(UUID operator, TenantId tenant, UUID group, @Nullable String reason) {
        return change(ActKind.RESUME_GROUP, operator, tenant, group, reason, groups::resume);
    }

    @Transactional
    public GroupState cancel(UUID operator, TenantId tenant, UUID group, String reason) {
        return change(ActKind.CANCEL_GROUP, operator, tenant, group, reason, groups::cancel);
    }

    private GroupState change(
            ActKind kind, UUID operator, TenantId tenant, UUID group, @Nullable String reason, Consumer<UUID> change) {
        if (!exists(tenant.value(), group)) {
            throw Refusal.notFound("group of jobs of this tenant");
        }
        String before = stop(tenant.value(), group);
        if (CANCELLED.equals(before) && kind != ActKind.CANCEL_GROUP) {
            throw Refusal.conflict(
                    "group-cancelled",
                    "The group was cancelled, and that is for good; its owner has to add new jobs under a new group.");
        }
        // A resumption of what is not stopped would only leave a row to be cleared away.
        if (kind != ActKind.RESUME_GROUP || before != null) {
            TenantScope.run(tenant, () -> change.accept(group));
        }
        String after = stop(tenant.value(), group);
        book.write(new Act(kind, operator, Target.group(tenant.value(), group), reason, json(before), json(after)));
        return new GroupState(tenant.value(), group, after);
    }

    private boolean exists(UUID tenant, UUID group) {
        return jdbc.sql("select true from jobs where tenant_id = :tenant and group_id = :group limit 1")
                .param("tenant", tenant)
                .param("group", group)
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    private @Nullable String stop(UUID tenant, UUID group) {
        return jdbc.sql("select stop from group_stops where tenant_id = :tenant and group_id = :group for update")
                .param("tenant", tenant)
                .param("group", group)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private static Map<String, @Nullable Object> json(@Nullable String stop) {
        return Collections.singletonMap("stop", stop);
    }
}
