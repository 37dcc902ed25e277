package com.penguinmails.email.outbound;

import com.penguinmails.contracts.email.EmailActivity.Event;
import com.penguinmails.contracts.email.EmailActivity.Type;
import com.penguinmails.contracts.email.OutboundMessages.NewMessage;
import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.email.Sending.SendJob;
import com.penguinmails.email.activity.ActivityFeed;
import com.penguinmails.email.activity.MessageRef;
import com.penguinmails.email.content.ContentStore;
import com.penguinmails.email.rendering.MergeField;
import com.penguinmails.email.suppression.Suppressions;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Takes over planned messages: the rows, their jobs and the events exist together or not at all. */
@Component
class Submission {

    /** The message decides when it has been tried often enough, not the job. */
    static final int JOB_ATTEMPTS = 100;

    private static final String INSERT = """
            insert into messages (tenant_id, id, campaign_id, enrolment_id, lead_id, mailbox_id, mailbox_address, content_id, recipient,
                                  fields, rfc_message_id, status, reason, send_at, due_at, created_at, finished_at)
            select :tenant, n.id, n.campaign_id, n.enrolment_id, n.lead_id, n.mailbox_id, n.mailbox_address, n.content_id, n.recipient,
                   n.fields::jsonb, n.rfc_message_id, case when n.suppressed then 'skipped' else 'queued' end,
                   case when n.suppressed then 'suppressed' end, n.send_at, n.send_at, :now::timestamptz,
                   case when n.suppressed then :now::timestamptz end
              from unnest(:ids::uuid[], :campaigns::uuid[], :enrolments::uuid[], :leads::uuid[], :mailboxes::uuid[], :addresses::text[],
                          :contents::uuid[], :recipients::text[], :fields::text[], :rfcIds::text[], :sendAts::timestamptz[],
                          :suppressed::boolean[])
                as n (id, campaign_id, enrolment_id, lead_id, mailbox_id, mailbox_address, content_id, recipient, fields, rfc_message_id,
                      send_at, suppressed)
            on conflict do nothing
            returning id
            """;

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final JsonMapper json;
    private final ContentStore contents;
    private final Suppressions suppressions;
    private final JobQueue jobs;
    private final ActivityFeed activity;
    private final Ids ids;
    private final Clock clock;

    Submission(
            JdbcClient jdbc,
            TransactionOperations transaction,
            JsonMapper json,
            ContentStore contents,
            Suppressions suppressions,
            JobQueue jobs,
            ActivityFeed activity,
            Ids ids,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
        this.contents = contents;
        this.suppressions = suppressions;
        this.jobs = jobs;
        this.activity = activity;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param messages checked already but for their content ids */
    void submit(List<NewMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        checkContents(messages);
        transaction.executeWithoutResult(status -> {
            Set<String> suppressed = suppressions.among(
                    messages.stream().map(NewMessage::recipient).collect(Collectors.toSet()));
            Instant now = clock.instant();
            Set<UUID> added = insert(messages, suppressed, now);
            var news = new ArrayList<NewJob>();
            var events = new ArrayList<Event>();
            for (NewMessage message : messages) {
                // Removing it as we go: a message given twice in one call is one message.
                if (!added.remove(message.id())) {
                    continue;
                }
                var ref = new MessageRef(
                        message.id(),
                        message.campaignId(),
                        message.enrolmentId(),
                        message.leadId(),
                        message.mailboxId());
                events.add(ref.event(ids.next(), Type.QUEUED, now, null));
                if (suppressed.contains(message.recipient())) {
                    events.add(ref.event(ids.next(), Type.SKIPPED, now, "suppressed"));
                } else {
                    news.add(job(message.id()).runAt(message.sendAt()));
                }
            }
            jobs.enqueueAll(news);
            activity.tell(events);
        });
    }

    /** The unique key makes adding it again harmless while the first one is unfinished. */
    static NewJob job(UUID message) {
        return NewJob.of(Sending.SEND, new SendJob(message))
                .uniqueKey(message.toString())
                .maxAttempts(JOB_ATTEMPTS);
    }

    private void checkContents(List<NewMessage> messages) {
        Set<UUID> known =
                contents.known(messages.stream().map(NewMessage::contentId).collect(Collectors.toSet()));
        List<Refusal.Item> unknown = IntStream.range(0, messages.size())
                .filter(i -> !known.contains(messages.get(i).contentId()))
                .limit(10)
                .mapToObj(i -> new Refusal.Item("[" + i + "].contentId", "is not a content snapshot of this tenant"))
                .toList();
        if (!unknown.isEmpty()) {
            throw Refusal.invalid(unknown);
        }
    }

    private Set<UUID> insert(List<NewMessage> messages, Set<String> suppressed, Instant now) {
        return new HashSet<>(jdbc.sql(INSERT)
                .param("tenant", MessageRows.tenant())
                .param("now", Timestamp.from(now))
                .param("ids", MessageRows.texts(messages, m -> m.id().toString()))
                .param(
                        "campaigns",
                        MessageRows.texts(messages, m -> m.campaignId().toString()))
                .param(
                        "enrolments",
                        MessageRows.texts(messages, m -> m.enrolmentId().toString()))
                .param("leads", MessageRows.texts(messages, m -> m.leadId().toString()))
                .param(
                        "mailboxes",
                        MessageRows.texts(messages, m -> m.mailboxId().toString()))
                .param("addresses", MessageRows.texts(messages, NewMessage::mailboxAddress))
                .param(
                        "contents",
                        MessageRows.texts(messages, m -> m.contentId().toString()))
                .param("recipients", MessageRows.texts(messages, NewMessage::recipient))
                .param(
                        "fields",
                        MessageRows.texts(messages, m -> json.writeValueAsString(MergeField.normalise(m.fields()))))
                .param(
                        "rfcIds",
                        MessageRows.texts(messages, m -> MessageIdentity.rfcMessageId(m.id(), m.mailboxAddress())))
                .param("sendAts", MessageRows.texts(messages, m -> m.sendAt().toString()))
                .param(
                        "suppressed",
                        messages.stream()
                                .map(m -> suppressed.contains(m.recipient()))
                                .toArray(Boolean[]::new))
                .query(UUID.class)
                .list());
    }
}
