package com.penguinmails.campaign.template;

import com.penguinmails.contracts.email.TemplateRendering.TemplateCheck;
import com.penguinmails.contracts.email.TemplateRendering.TemplateSource;
import com.penguinmails.kernel.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A template as stored; it passed the renderer's check when it was saved. */
@Entity
@Table(name = "templates")
class Template {

    @Id
    private UUID id;

    @Column(nullable = false, updatable = false)
    private UUID tenantId;

    private String name;
    private String subject;
    private String html;
    private @Nullable String text;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] fields;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] fieldsWithoutFallback;

    @Version
    private Long version;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected Template() {}

    @SuppressWarnings("NullAway.Init") // The version is set when it is stored.
    Template(UUID id, TenantId tenant, String name, TemplateSource source, TemplateCheck check, Instant now) {
        this.id = id;
        this.tenantId = tenant.value();
        this.createdAt = now;
        write(name, source, check, now);
    }

    void rewrite(String name, TemplateSource source, TemplateCheck check, Instant now) {
        write(name, source, check, now);
    }

    private void write(String name, TemplateSource source, TemplateCheck check, Instant now) {
        this.name = name;
        this.subject = source.subject();
        this.html = source.html();
        this.text = source.text();
        this.fields = check.fields().toArray(String[]::new);
        this.fieldsWithoutFallback = check.fieldsWithoutFallback().toArray(String[]::new);
        this.updatedAt = now;
    }

    long version() {
        return version;
    }

    TemplateSource source() {
        return new TemplateSource(subject, html, text);
    }

    TemplateView view() {
        return new TemplateView(
                id,
                name,
                subject,
                html,
                text,
                List.of(fields),
                List.of(fieldsWithoutFallback),
                version,
                createdAt,
                updatedAt);
    }
}
