package com.penguinmails.tenant.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of staff and of their roles. Every method needs a transaction. */
@Component
class StaffTable {

    private static final String SELECT =
            "select user_id, email, name, role, active, created_at, added_by from staff_members ";

    private final JdbcClient jdbc;
    private final Clock clock;

    StaffTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Until the running transaction ends, nobody else changes staff: who looks and then writes is never overtaken. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('staff', 0))")
                .query((row, number) -> number)
                .list();
    }

    Optional<StaffMember> find(UUID userId) {
        return jdbc.sql(SELECT + "where user_id = ?")
                .param(userId)
                .query(StaffTable::member)
                .optional();
    }

    /** By account id, which is from old to new. */
    List<StaffMember> list(UUID after, int limit) {
        return jdbc.sql(SELECT + "where user_id > ? order by user_id limit ?")
                .params(after, limit)
                .query(StaffTable::member)
                .list();
    }

    int countActive(String role) {
        return jdbc.sql("select count(*) from staff_members where role = ? and active")
                .param(role)
                .query(Integer.class)
                .single();
    }

    /** All roles there are, in the order of the alphabet. */
    List<String> roles() {
        return jdbc.sql("select role from staff_roles order by role")
                .query(StaffTable::text)
                .list();
    }

    List<String> permissionsOf(String role) {
        return jdbc.sql("select permission from staff_role_permissions where role = ? order by permission")
                .param(role)
                .query(StaffTable::text)
                .list();
    }

    /** What the person may do now, whatever an older token says; nothing for who is no active member. */
    Set<String> permissionsOf(UUID userId) {
        return new HashSet<>(jdbc.sql("""
                        select p.permission from staff_members m join staff_role_permissions p on p.role = m.role
                        where m.user_id = ? and m.active""").param(userId).query(StaffTable::text).list());
    }

    /** False when the person is in the table already, active or not. */
    boolean insert(StaffMember member) {
        return jdbc.sql("""
                        insert into staff_members
                          (user_id, email, name, role, active, created_at, added_by, changed_at, changed_by)
                        values (:id, :email, :name, :role, :active, :created, :by, :created, :by)
                        on conflict (user_id) do nothing""")
                        .param("id", member.userId())
                        .param("email", member.email())
                        .param("name", member.name())
                        .param("role", member.role())
                        .param("active", member.active())
                        .param("created", Timestamp.from(member.createdAt()))
                        .param("by", member.addedBy(), Types.OTHER)
                        .update()
                == 1;
    }

    /** @param by null for the environment */
    void update(StaffMember member, @Nullable UUID by) {
        jdbc.sql("""
                        update staff_members set role = :role, active = :active, changed_at = :now, changed_by = :by
                        where user_id = :id""")
                .param("id", member.userId())
                .param("role", member.role())
                .param("active", member.active())
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by, Types.OTHER)
                .update();
    }

    private static String text(ResultSet row, int number) throws SQLException {
        return row.getString(1);
    }

    private static StaffMember member(ResultSet row, int number) throws SQLException {
        return new StaffMember(
                row.getObject("user_id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                row.getString("role"),
                row.getBoolean("active"),
                row.getTimestamp("created_at").toInstant(),
                row.getObject("added_by", UUID.class));
    }
}
