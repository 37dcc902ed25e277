package com.penguinmails.campaign.template;

import com.penguinmails.contracts.email.TemplateRendering;
import com.penguinmails.contracts.email.TemplateRendering.TemplateCheck;
import com.penguinmails.contracts.email.TemplateRendering.TemplateSource;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.web.SortFields;
import com.penguinmails.web.SortedPage;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The templates of the tenant in scope. What the renderer finds wrong is refused before anything is stored. */
@Component
public class Templates {

    private final TemplateRepository repository;
    private final TemplateRendering rendering;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Ids ids;
    private final Clock clock;

    Templates(
            TemplateRepository repository,
            TemplateRendering rendering,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Ids ids,
            Clock clock) {
        this.repository = repository;
        this.rendering = rendering;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.ids = ids;
        this.clock = clock;
    }

    /** The parts of a template as they are now. */
    public Optional<TemplateSource> source(UUID id) {
        return transaction.execute(status -> repository.findById(id).map(Template::source));
    }

    public boolean exists(UUID id) {
        return transaction.execute(status -> repository.existsById(id));
    }

    TemplateView add(TemplateRequest.NewTemplate request) {
        TemplateCheck check = checked(request.source());
        return transaction.execute(status -> repository
                .save(new Template(ids.next(), TenantScope.current(), request.name(), request.source(), check, now()))
                .view());
    }

    TemplateView change(UUID id, TemplateRequest.ChangedTemplate request) {
        one(id);
        TemplateCheck check = checked(request.source());
        return transaction
                .execute(status -> {
                    Template template = repository.findById(id).orElseThrow(() -> Refusal.notFound("template"));
                    if (template.version() != request.version()) {
                        throw Refusal.conflict(
                                "changed-meanwhile",
                                "Somebody changed this template at the same time; read it again and repeat.");
                    }
                    template.rewrite(request.name(), request.source(), check, now());
                    return template;
                })
                .view();
    }

    TemplateView one(UUID id) {
        return transaction.execute(status -> repository
                .findById(id)
                .orElseThrow(() -> Refusal.notFound("template"))
                .view());
    }

    static final SortFields SORT = SortFields.newestFirst("t.id")
            .and("name", "t.name", SortFields.Type.TEXT)
            .and("updatedAt", "t.updated_at", SortFields.Type.INSTANT);

    List<TemplateSummary> page(SortedPage page, int limit) {
        return transaction.execute(status -> jdbc.sql(
                        "select t.id, t.name, t.subject, t.version, t.created_at, t.updated_at from templates t where true"
                                + page.condition() + page.orderBy() + " limit :limit")
                .params(page.parameters())
                .param("limit", limit)
                .query((row, number) -> new TemplateSummary(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getObject(6, OffsetDateTime.class).toInstant()))
                .list());
    }

    private TemplateCheck checked(TemplateSource source) {
        TemplateCheck check = rendering.check(source);
        if (!check.problems().isEmpty()) {
            throw Refusal.invalid(check.problems().stream()
                    .map(problem -> new Refusal.Item(problem.part(), problem.message()))
                    .toList());
        }
        return check;
    }

    /** As precise as the database keeps it, so that an answer and a later look agree. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
