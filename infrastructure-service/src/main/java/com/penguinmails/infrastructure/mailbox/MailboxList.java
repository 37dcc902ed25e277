package com.penguinmails.infrastructure.mailbox;

import com.penguinmails.infrastructure.TenantRow;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TextArray;
import com.penguinmails.web.CursorPage;
import com.penguinmails.web.SortFields;
import com.penguinmails.web.SortedPage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Mailboxes as people look through them. */
@Component
class MailboxList {

    static final SortFields SORT = SortFields.oldestFirst("m.id")
            .and("address", "m.address", SortFields.Type.TEXT)
            .and("dailyLimit", "m.daily_limit", SortFields.Type.NUMBER);

    private final JdbcClient jdbc;
    private final Mailboxes mailboxes;

    MailboxList(JdbcClient jdbc, Mailboxes mailboxes) {
        this.jdbc = jdbc;
        this.mailboxes = mailboxes;
    }

    /** @param statuses empty for all */
    @Transactional(readOnly = true)
    CursorPage<MailboxView> page(TenantId tenant, SortedPage page, Set<MailboxStatus> statuses, int limit) {
        List<SortedPage.Key> keys = page.keys(
                jdbc,
                "mailboxes m where (cardinality(:statuses::text[]) = 0 or m.status = any (:statuses::text[]))",
                Map.of(
                        "statuses",
                        TextArray.of(statuses.stream().map(MailboxStatus::text).toList())),
                limit);
        Map<UUID, Mailbox> found =
                mailboxes
                        .findByKeyIn(keys.stream()
                                .map(key -> TenantRow.of(tenant, key.id()))
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Mailbox::id, Function.identity()));
        return CursorPage.of(
                keys,
                limit,
                SortedPage.Key::position,
                key -> MailboxView.of(Objects.requireNonNull(found.get(key.id()))));
    }
}
