package com.penguinmails.email.content;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.penguinmails.contracts.email.ContentSnapshots.ContentSnapshot;
import com.penguinmails.contracts.email.TemplateRendering.TemplateSource;
import com.penguinmails.email.links.MessageLinks;
import com.penguinmails.email.rendering.Dressing;
import com.penguinmails.email.rendering.LinkTarget;
import com.penguinmails.email.rendering.MailTemplate;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Snapshots of the tenant in scope.
 *
 * <p>A snapshot never changes, so what was read once is kept: up to {@value #MAX_TEMPLATES} templates and {@value #MAX_LINKS} link
 * targets in this process. Nothing here is atomic with what the caller does in the main database.
 */
@Component
public class ContentStore {

    static final int MAX_TEMPLATES = 500;
    static final int MAX_LINKS = 20_000;

    private final ContentTier tier;
    private final MessageLinks links;
    private final Clock clock;
    private final Cache<Key, SnapshotMail> templates =
            Caffeine.newBuilder().maximumSize(MAX_TEMPLATES).build();
    private final Cache<LinkKey, LinkTarget> targets =
            Caffeine.newBuilder().maximumSize(MAX_LINKS).build();

    ContentStore(ContentTier tier, MessageLinks links, Clock clock) {
        this.tier = tier;
        this.links = links;
        this.clock = clock;
    }

    /** The tenant belongs into the key: a cached row is out of reach of row-level security. */
    private record Key(TenantId tenant, UUID content) {}

    private record LinkKey(TenantId tenant, UUID content, int position) {}

    /** A snapshot ready for rendering; empty when there is none. */
    public Optional<SnapshotMail> mail(UUID contentId) {
        return cached(
                templates,
                new Key(TenantScope.current(), contentId),
                () -> load(contentId).map(this::compile));
    }

    /** Where a tracked link leads; empty when the snapshot has no such link. */
    public Optional<LinkTarget> target(UUID contentId, int position) {
        return cached(
                targets,
                new LinkKey(TenantScope.current(), contentId, position),
                () -> tier.inTransaction(jdbc -> jdbc.sql(
                                        "select target from links where content_id = :content and position = :position")
                                .param("content", contentId)
                                .param("position", position)
                                .query(String.class)
                                .optional())
                        .map(LinkTarget::parse));
    }

    /** What is missing is asked for again each time; it may come. */
    private static <K, V> Optional<V> cached(Cache<K, V> cache, K key, Supplier<Optional<V>> load) {
        V present = cache.getIfPresent(key);
        if (present != null) {
            return Optional.of(present);
        }
        Optional<V> loaded = load.get();
        loaded.ifPresent(value -> cache.put(key, value));
        return loaded;
    }

    /** Those of the given ids that stand for a snapshot. */
    public Set<UUID> known(Collection<UUID> contentIds) {
        var known = new HashSet<UUID>();
        var asked = new HashSet<UUID>();
        for (UUID id : contentIds) {
            (templates.getIfPresent(new Key(TenantScope.current(), id)) == null ? asked : known).add(id);
        }
        if (!asked.isEmpty()) {
            known.addAll(tier.inTransaction(jdbc -> jdbc.sql("select id from snapshots where id = any (:ids::uuid[])")
                    .param("ids", asked.stream().map(UUID::toString).toArray(String[]::new))
                    .query(UUID.class)
                    .list()));
        }
        return known;
    }

    /** @throws Refusal when it cannot be rendered, or {@code content-differs} when the id stands for other content */
    void put(UUID contentId, ContentSnapshot snapshot) {
        SnapshotMail mail = compile(snapshot);
        boolean added = tier.inTransaction(jdbc -> insert(jdbc, contentId, snapshot, mail));
        if (!added && !load(contentId).equals(Optional.of(snapshot))) {
            throw Refusal.conflict(
                    "content-differs", "This id already stands for other content; give new content a new id.");
        }
        templates.put(new Key(TenantScope.current(), contentId), mail);
    }

    private SnapshotMail compile(ContentSnapshot snapshot) {
        return new SnapshotMail(
                MailTemplate.dressed(
                        new TemplateSource(snapshot.subject(), snapshot.html(), snapshot.text()),
                        new Dressing(
                                snapshot.postalAddress(),
                                snapshot.trackOpens(),
                                snapshot.trackClicks(),
                                links.publicUrl())),
                snapshot.fromName());
    }

    private boolean insert(JdbcClient jdbc, UUID contentId, ContentSnapshot snapshot, SnapshotMail mail) {
        UUID tenant = TenantScope.current().value();
        int inserted = jdbc.sql("""
                        insert into snapshots (tenant_id, id, subject, html, text, from_name, postal_address, track_opens, track_clicks,
                                               created_at)
                        values (:tenant, :id, :subject, :html, :text, :fromName, :postalAddress, :trackOpens, :trackClicks, :now)
                        on conflict do nothing""")
                .param("tenant", tenant)
                .param("id", contentId)
                .param("subject", snapshot.subject())
                .param("html", snapshot.html())
                .param("text", snapshot.text())
                .param("fromName", snapshot.fromName())
                .param("postalAddress", snapshot.postalAddress())
                .param("trackOpens", snapshot.trackOpens())
                .param("trackClicks", snapshot.trackClicks())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        List<LinkTarget> found = mail.template().links();
        if (inserted == 1 && !found.isEmpty()) {
            jdbc.sql("""
                            insert into links (tenant_id, content_id, position, target)
                            select :tenant, :content, n.position, n.target
                              from unnest(:positions::int[], :targets::text[]) as n (position, target)""")
                    .param("tenant", tenant)
                    .param("content", contentId)
                    .param(
                            "positions",
                            IntStream.rangeClosed(1, found.size()).boxed().toArray(Integer[]::new))
                    .param("targets", found.stream().map(LinkTarget::stored).toArray(String[]::new))
                    .update();
        }
        return inserted == 1;
    }

    private Optional<ContentSnapshot> load(UUID contentId) {
        return tier.inTransaction(jdbc -> jdbc.sql("""
                        select subject, html, text, from_name, postal_address, track_opens, track_clicks
                        from snapshots where id = :id""")
                .param("id", contentId)
                .query((row, number) -> new ContentSnapshot(
                        row.getString("subject"),
                        row.getString("html"),
                        row.getString("text"),
                        row.getString("from_name"),
                        row.getString("postal_address"),
                        row.getBoolean("track_opens"),
                        row.getBoolean("track_clicks")))
                .optional());
    }
}
