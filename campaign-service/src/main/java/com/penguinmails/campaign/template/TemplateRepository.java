package com.penguinmails.campaign.template;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface TemplateRepository extends Repository<Template, UUID> {

    Template save(Template template);

    Optional<Template> findById(UUID id);

    @Query("""
            select new com.penguinmails.campaign.template.TemplateSummary(t.id, t.name, t.subject, t.version, t.createdAt, t.updatedAt)
              from Template t where t.id < :before order by t.id desc
            """)
    List<TemplateSummary> page(UUID before, Limit limit);

    boolean existsById(UUID id);
}
