package com.penguinmails.tenant.workspace;

import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import com.penguinmails.tenant.quota.Quota;
import com.penguinmails.tenant.quota.Quotas;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The workspaces of the tenant in scope. */
@Component
public class Workspaces {

    private static final int MAX_SLUG = 50;
    private static final String COLUMNS = "id, name, slug, created_at";

    private final JdbcClient jdbc;
    private final Quotas quotas;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    Workspaces(JdbcClient jdbc, Quotas quotas, AuditLog audit, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.quotas = quotas;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** As {@link #create(String)}, by a member. */
    @Transactional
    public Workspace create(UUID actor, String name) {
        Workspace workspace = create(name);
        audit.record(new AuditAct(
                Actor.user(actor),
                "workspace.created",
                "workspace",
                workspace.id().toString(),
                Map.of("slug", workspace.slug())));
        return workspace;
    }

    /** The slug comes from the name. Refuses with {@code tenant-quota-exceeded}, or {@code workspace-exists} when another workspace has the same slug. */
    @Transactional
    public Workspace create(String name) {
        quotas.requireRoom(Quota.WORKSPACES);
        var workspace = workspace(ids.next(), name.strip());
        int added = jdbc.sql("""
                        insert into workspaces (tenant_id, id, name, slug, created_at) values (?, ?, ?, ?, ?)
                        on conflict (tenant_id, slug) do nothing""")
                .params(
                        TenantScope.current().value(),
                        workspace.id(),
                        workspace.name(),
                        workspace.slug(),
                        Timestamp.from(workspace.createdAt()))
                .update();
        if (added == 0) {
            throw Refusal.conflict(
                    "workspace-exists", "There is already a workspace " + workspace.slug() + "; choose another name.");
        }
        return workspace;
    }

    /** By id, from old to new. */
    @Transactional(readOnly = true)
    public List<Workspace> list(UUID after, int limit) {
        return jdbc.sql("select " + COLUMNS + " from workspaces where tenant_id = ? and id > ? order by id limit ?")
                .params(TenantScope.current().value(), after, limit)
                .query(Workspaces::workspace)
                .list();
    }

    @Transactional(readOnly = true)
    public Workspace get(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from workspaces where tenant_id = ? and id = ?")
                .params(TenantScope.current().value(), id)
                .query(Workspaces::workspace)
                .optional()
                .orElseThrow(() -> Refusal.notFound("workspace"));
    }

    private Workspace workspace(UUID id, String name) {
        String slug = slug(name);
        if (!slug.isEmpty()) {
            return new Workspace(id, name, slug, clock.instant());
        }
        if (name.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw Refusal.invalid("name", "must contain at least one letter or digit");
        }
        // A name in another script is as good as any; only its address cannot repeat it.
        String text = id.toString();
        return new Workspace(id, name, "workspace-" + text.substring(text.length() - 8), clock.instant());
    }

    static String slug(String name) {
        String ascii = Normalizer.normalize(name.strip(), Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-");
        return ascii.substring(0, Math.min(ascii.length(), MAX_SLUG)).replaceAll("^-+|-+$", "");
    }

    private static Workspace workspace(ResultSet row, int number) throws SQLException {
        Instant created = row.getTimestamp("created_at").toInstant();
        return new Workspace(row.getObject("id", UUID.class), row.getString("name"), row.getString("slug"), created);
    }
}
