package com.penguinmails.campaign.planning;

import com.penguinmails.campaign.enrolment.Enrolments;
import com.penguinmails.campaign.enrolment.PlannedEnrolment;
import com.penguinmails.contracts.email.OutboundMessages.WaitingMessage;
import com.penguinmails.contracts.infrastructure.SendingMailboxes.SendingMailbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reserves new slots for mails that email-processor has and whose slots went by. Mailboxes and enrolments stay locked until the commit, as in
 * {@link BatchPlanner}; a slot of today that nobody used is given back first, so that a short pause does not cost the day's limit.
 */
@Component
class Replanner {

    /** Every one of them gets a slot, however far away: email-processor has them already. */
    private static final Duration NO_HORIZON = Duration.ofDays(3_650);

    private final Enrolments enrolments;
    private final MailboxPaces paces;
    private final RandomGenerator random;
    private final Clock clock;

    Replanner(Enrolments enrolments, MailboxPaces paces, RandomGenerator random, Clock clock) {
        this.enrolments = enrolments;
        this.paces = paces;
        this.random = random;
        this.clock = clock;
    }

    /** @param waiting by message, what email-processor can still move; the others keep their slots */
    @Transactional
    void replan(List<PlannedEnrolment> missed, Map<UUID, WaitingMessage> waiting, List<SendingMailbox> mailboxes) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<UUID, SendingMailbox> known =
                mailboxes.stream().collect(Collectors.toMap(SendingMailbox::id, Function.identity()));
        List<PlannedEnrolment> moving = enrolments.lockHandedOver(missed, now).stream()
                .filter(enrolment -> waiting.containsKey(enrolment.messageId()))
                .filter(enrolment -> needsAnother(enrolment, known.get(enrolment.mailboxId()), now))
                .toList();
        if (moving.isEmpty()) {
            return;
        }
        Set<UUID> used = moving.stream().map(PlannedEnrolment::mailboxId).collect(Collectors.toSet());
        var given = new HashMap<UUID, Integer>();
        moving.stream()
                .filter(enrolment -> dayOf(enrolment.sendAt()).equals(dayOf(now)))
                .filter(enrolment -> isUnused(waiting.get(enrolment.messageId())))
                .forEach(enrolment -> given.merge(enrolment.mailboxId(), 1, Integer::sum));
        List<MailboxPace> lanes =
                paces
                        .lock(
                                mailboxes.stream()
                                        .filter(mailbox -> used.contains(mailbox.id()))
                                        .toList(),
                                now)
                        .stream()
                        .map(pace -> pace.givenBack(dayOf(now), given.getOrDefault(pace.mailboxId(), 0)))
                        .toList();
        var planner = new SlotPlanner(now, NO_HORIZON, lanes, random);
        var slots = new ArrayList<Enrolments.Slot>();
        for (PlannedEnrolment enrolment : moving) {
            planner.nextOn(enrolment.mailboxId())
                    .ifPresent(slot -> slots.add(new Enrolments.Slot(
                            enrolment.id(), slot.mailboxId(), enrolment.messageId(), slot.sendAt())));
        }
        enrolments.moveSlots(slots);
        paces.book(planner.lanes());
    }

    /** Without a gap, and on the same day, being late breaks nothing. A mailbox that may send nothing has no slots to give. */
    private static boolean needsAnother(PlannedEnrolment enrolment, @Nullable SendingMailbox mailbox, Instant now) {
        return mailbox != null
                && mailbox.dailyLimit() > 0
                && (mailbox.minGapMillis() > 0 || dayOf(enrolment.sendAt()).isBefore(dayOf(now)));
    }

    private static boolean isUnused(@Nullable WaitingMessage message) {
        return message != null && !message.tried();
    }

    private static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
