package com.penguinmails.campaign.template;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface TemplateRepository extends Repository<Template, UUID> {

    Template save(Template template);

    Optional<Template> findById(UUID id);

    boolean existsById(UUID id);
}
