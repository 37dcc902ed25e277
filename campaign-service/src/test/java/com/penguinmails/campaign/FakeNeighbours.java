package com.penguinmails.campaign;

import com.penguinmails.contracts.billing.SendingQuota;
import com.penguinmails.contracts.email.ContentSnapshots;
import com.penguinmails.contracts.email.OutboundMessages;
import com.penguinmails.contracts.email.TemplateRendering;
import com.penguinmails.contracts.infrastructure.SendingMailboxes;
import com.penguinmails.contracts.tenant.TenantDirectory;
import com.penguinmails.contracts.user.UserDirectory;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.testkit.MutableClock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The other services as this one sees them, one world for each tenant. */
@TestConfiguration(proxyBeanMethods = false)
class FakeNeighbours {

    /** What the others know and remember about one tenant. */
    static final class World {
        String tenantStatus = "active";

        @Nullable
        String postalAddress = "PenguinMails, 1 Ice Road, 00100 Helsinki";

        boolean emailVerified = true;
        String subscription = "active";
        long emailsPerPeriod = 1_000_000;
        boolean renderingDown;
        int failuresAfterAccepting;
        final List<SendingMailboxes.SendingMailbox> mailboxes = new ArrayList<>();
        final Map<UUID, Integer> reservations = new LinkedHashMap<>();
        final Map<UUID, ContentSnapshots.ContentSnapshot> contents = new LinkedHashMap<>();
        final Map<UUID, OutboundMessages.NewMessage> messages = new LinkedHashMap<>();
        /** Messages that a worker has, or that are finished. */
        final Set<UUID> gone = new HashSet<>();
        /** Messages on the retry ladder. */
        final Set<UUID> tried = new HashSet<>();

        int submissions;

        UUID mailbox(String status, int dailyLimit, int minGapMillis) {
            UUID id = UUID.randomUUID();
            mailboxes.add(new SendingMailboxes.SendingMailbox(
                    id, "box-" + id + "@mail.example", "Box", "mail.example", status, dailyLimit, minGapMillis));
            return id;
        }
    }

    static final class Worlds {
        private final Map<UUID, World> worlds = new ConcurrentHashMap<>();

        World of(UUID tenant) {
            return worlds.computeIfAbsent(tenant, id -> new World());
        }

        World current() {
            return of(TenantScope.current().value());
        }
    }

    @Bean
    MutableClock clock() {
        return MutableClock.atNoon();
    }

    @Bean
    Worlds worlds() {
        return new Worlds();
    }

    @Bean
    @Primary
    TenantDirectory fakeTenants(Worlds worlds) {
        return id -> {
            World world = worlds.of(id);
            return new TenantDirectory.TenantView(id, "Acme", world.tenantStatus, world.postalAddress, "Europe/Madrid");
        };
    }

    @Bean
    @Primary
    UserDirectory fakeUsers(Worlds worlds) {
        return id -> new UserDirectory.UserView(id, "ann@example.com", "Ann", worlds.current().emailVerified);
    }

    @Bean
    @Primary
    SendingMailboxes fakeMailboxes(Worlds worlds) {
        return new SendingMailboxes() {
            @Override
            public List<SendingMailbox> mailboxes() {
                return List.copyOf(worlds.current().mailboxes);
            }

            @Override
            public MailboxCredentials credentials(UUID mailboxId) {
                throw new UnsupportedOperationException("only workers ask for credentials");
            }
        };
    }

    @Bean
    @Primary
    SendingQuota fakeQuota(Worlds worlds) {
        return new SendingQuota() {
            @Override
            public QuotaView quota() {
                World world = worlds.current();
                long reserved = world.reservations.values().stream()
                        .mapToLong(Integer::longValue)
                        .sum();
                return new QuotaView(
                        "starter",
                        world.subscription,
                        world.emailsPerPeriod,
                        reserved,
                        10,
                        LocalDate.parse("2026-11-01"),
                        LocalDate.parse("2026-12-01"));
            }

            @Override
            public QuotaView reserve(UUID reservationId, Reservation reservation) {
                World world = worlds.current();
                long others = world.reservations.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(reservationId))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
                if (world.emailsPerPeriod >= 0 && others + reservation.count() > world.emailsPerPeriod) {
                    throw Refusal.conflict("quota-exceeded", "Your plan has too few mails left in this period.");
                }
                world.reservations.put(reservationId, reservation.count());
                return quota();
            }
        };
    }

    @Bean
    @Primary
    ContentSnapshots fakeContents(Worlds worlds) {
        return (id, content) -> {
            ContentSnapshots.ContentSnapshot known = worlds.current().contents.putIfAbsent(id, content);
            if (known != null && !known.equals(content)) {
                throw Refusal.conflict("conflict", "Another content has this id.");
            }
        };
    }

    @Bean
    @Primary
    OutboundMessages fakeOutbound(Worlds worlds) {
        return new OutboundMessages() {
            @Override
            public void submit(List<NewMessage> messages) {
                World world = worlds.current();
                synchronized (world) {
                    world.submissions++;
                    messages.forEach(message -> world.messages.putIfAbsent(message.id(), message));
                    if (world.failuresAfterAccepting > 0) {
                        world.failuresAfterAccepting--;
                        throw Refusal.unavailable("service-unavailable", "The connection ended before the answer.");
                    }
                }
            }

            @Override
            public List<WaitingMessage> waiting(List<UUID> messageIds) {
                World world = worlds.current();
                return messageIds.stream()
                        .filter(world.messages::containsKey)
                        .filter(id -> !world.gone.contains(id))
                        .map(id -> new WaitingMessage(id, world.tried.contains(id)))
                        .toList();
            }

            @Override
            public void reschedule(List<NewSlot> slots) {
                World world = worlds.current();
                slots.stream()
                        .filter(slot -> !world.gone.contains(slot.messageId()))
                        .forEach(slot -> world.messages.computeIfPresent(
                                slot.messageId(),
                                (id, message) -> new NewMessage(
                                        id,
                                        message.campaignId(),
                                        message.enrolmentId(),
                                        message.leadId(),
                                        message.mailboxId(),
                                        message.mailboxAddress(),
                                        message.contentId(),
                                        message.recipient(),
                                        slot.sendAt(),
                                        message.fields())));
                if (world.failuresAfterAccepting > 0) {
                    world.failuresAfterAccepting--;
                    throw Refusal.unavailable("service-unavailable", "The connection ended before the answer.");
                }
            }
        };
    }

    /** As much of a renderer as shows whether it was asked the right thing. */
    @Bean
    @Primary
    TemplateRendering fakeRendering(Worlds worlds) {
        return new TemplateRendering() {
            private static final Pattern FIELD = Pattern.compile("\\{\\{(\\w+)(?:\\|([^}]*))?}}");

            @Override
            public TemplateCheck check(TemplateSource source) {
                if (worlds.current().renderingDown) {
                    throw Refusal.unavailable("service-unavailable", "The email-processor service cannot answer.");
                }
                var fields = new TreeSet<String>();
                var bare = new TreeSet<String>();
                var problems = new ArrayList<TemplateProblem>();
                parts(source).forEach((part, text) -> {
                    var matcher = FIELD.matcher(text);
                    while (matcher.find()) {
                        fields.add(matcher.group(1));
                        if (matcher.group(2) == null) {
                            bare.add(matcher.group(1));
                        }
                    }
                    if (FIELD.matcher(text).replaceAll("").contains("{{")) {
                        problems.add(new TemplateProblem(part, "a merge field is not closed"));
                    }
                });
                return new TemplateCheck(List.copyOf(fields), List.copyOf(bare), problems);
            }

            @Override
            public RenderedTemplate preview(PreviewRequest request) {
                var source = request.source();
                return new RenderedTemplate(
                        render(source.subject(), request.fields()), render(source.html(), request.fields()), "text");
            }

            private String render(String text, Map<String, String> fields) {
                return FIELD.matcher(text).replaceAll(match -> {
                    String fallback = match.group(2) == null ? "" : match.group(2);
                    return java.util.regex.Matcher.quoteReplacement(fields.getOrDefault(match.group(1), fallback));
                });
            }

            private Map<String, String> parts(TemplateSource source) {
                var parts = new LinkedHashMap<String, String>();
                parts.put("subject", source.subject());
                parts.put("html", source.html());
                String text = source.text();
                if (text != null) {
                    parts.put("text", text);
                }
                return parts;
            }
        };
    }
}
