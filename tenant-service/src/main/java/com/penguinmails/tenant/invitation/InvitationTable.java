package com.penguinmails.tenant.invitation;

import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.tenancy.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The invitations of the tenant in scope. Every method needs a transaction. */
@Component
class InvitationTable {

    private static final String SELECT = """
            select id, email, coalesce(custom_role, role) as role, invited_by,
                   case when status = 'pending' and expires_at <= :now then 'expired' else status end as status,
                   created_at, expires_at, mails, mailed_at, accepted_by
            from invitations where tenant_id = :tenant
            """;

    private final JdbcClient jdbc;

    InvitationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Invitation> find(UUID id, Instant now) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("tenant", tenant())
                .param("now", Timestamp.from(now))
                .param("id", id)
                .query(InvitationTable::invitation)
                .optional();
    }

    /** Empty also when the tenant is closing. */
    Optional<Invitation> find(InvitationToken token, Instant now) {
        return jdbc.sql(SELECT + """
                         and token_hash = :hash
                         and exists (select 1 from tenants t where t.tenant_id = invitations.tenant_id and t.closes_at is null)""")
                .param("tenant", tenant())
                .param("now", Timestamp.from(now))
                .param("hash", token.hash())
                .query(InvitationTable::invitation)
                .optional();
    }

    /** From new to old. */
    List<Invitation> list(@Nullable String status, UUID before, int limit, Instant now) {
        return jdbc.sql("select * from (" + SELECT + """
                        ) invitation
                        where id < :before and (:status::text is null or status = :status)
                        order by id desc limit :limit""")
                .param("tenant", tenant())
                .param("now", Timestamp.from(now))
                .param("before", before)
                .param("status", status)
                .param("limit", limit)
                .query(InvitationTable::invitation)
                .list();
    }

    /** What has ended by itself is written down as ended, so that the address is free again. */
    void expire(EmailAddress address, Instant now) {
        jdbc.sql("""
                        update invitations set status = 'expired'
                        where tenant_id = ? and email = ? and status = 'pending' and expires_at <= ?""").params(tenant(), address.value(), Timestamp.from(now)).update();
    }

    /** False when the address is invited already. */
    boolean insert(Invitation invitation) {
        return jdbc.sql("""
                        insert into invitations (tenant_id, id, email, role, custom_role, invited_by, status, created_at, expires_at, mails)
                        values (:tenant, :id, :email, coalesce((select role from roles where role = :role), 'custom'),
                                (select role from custom_roles where tenant_id = :tenant and role = :role), :by, 'pending', :created, :expires,
                                0)
                        on conflict (tenant_id, email) where status = 'pending' do nothing""")
                        .param("tenant", tenant())
                        .param("id", invitation.id())
                        .param("email", invitation.email())
                        .param("role", invitation.role())
                        .param("by", invitation.invitedBy())
                        .param("created", Timestamp.from(invitation.createdAt()))
                        .param("expires", Timestamp.from(invitation.expiresAt()))
                        .update()
                == 1;
    }

    void end(UUID id, String status, @Nullable UUID acceptedBy, Instant now) {
        jdbc.sql("""
                        update invitations set status = :status, accepted_by = :by::uuid, decided_at = :now
                        where tenant_id = :tenant and id = :id""")
                .param("tenant", tenant())
                .param("id", id)
                .param("status", status)
                .param("by", acceptedBy == null ? null : acceptedBy.toString())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Pending again, also when it had run out. False when a newer one for the same address is pending. */
    boolean reopen(Invitation invitation, Instant expiresAt) {
        return jdbc.sql("""
                        update invitations set status = 'pending', expires_at = :expires
                        where tenant_id = :tenant and id = :id
                          and not exists (select 1 from invitations other
                                          where other.tenant_id = :tenant and other.email = :email and other.id <> :id
                                            and other.status = 'pending')""")
                        .param("tenant", tenant())
                        .param("id", invitation.id())
                        .param("email", invitation.email())
                        .param("expires", Timestamp.from(expiresAt))
                        .update()
                == 1;
    }

    /** The link in the next mail; that of an earlier one is worth nothing from now on. */
    void renew(UUID id, InvitationToken token, Instant expiresAt) {
        jdbc.sql("update invitations set token_hash = ?, expires_at = ? where tenant_id = ? and id = ?")
                .params(token.hash(), Timestamp.from(expiresAt), tenant(), id)
                .update();
    }

    boolean wasMailedBy(UUID jobId, UUID id) {
        return jdbc.sql("select exists (select 1 from invitations where tenant_id = ? and id = ? and mail_job = ?)")
                .params(tenant(), id, jobId)
                .query(Boolean.class)
                .single();
    }

    void mailed(UUID jobId, UUID id, Instant now) {
        jdbc.sql("update invitations set mail_job = ?, mailed_at = ?, mails = mails + 1 where tenant_id = ? and id = ?")
                .params(jobId, Timestamp.from(now), tenant(), id)
                .update();
    }

    private static UUID tenant() {
        return TenantScope.current().value();
    }

    private static Invitation invitation(ResultSet row, int number) throws SQLException {
        Timestamp mailed = row.getTimestamp("mailed_at");
        return new Invitation(
                row.getObject("id", UUID.class),
                new EmailAddress(row.getString("email")),
                row.getString("role"),
                row.getObject("invited_by", UUID.class),
                row.getString("status"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getInt("mails"),
                mailed == null ? null : mailed.toInstant(),
                row.getObject("accepted_by", UUID.class));
    }
}
