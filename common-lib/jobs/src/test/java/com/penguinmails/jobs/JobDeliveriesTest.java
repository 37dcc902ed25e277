package com.penguinmails.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.jobs.JobReport.Next;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.ServiceClients;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.testkit.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JobDeliveriesTest {

    private final MutableClock clock = MutableClock.atNoon();

    @Test
    void anUnknownKindIsSetAsideWithItsReason() {
        JobReport report = report(JobReports::done, "other.kind");
        assertThat(report.next()).isEqualTo(Next.DISCARD);
        assertThat(report.reason()).contains("other.kind");
    }

    @Test
    void aHandlerThatThrowsIsTriedAgain() {
        JobReport report = report(delivery -> {
            throw new IllegalArgumentException("secret detail");
        });
        assertThat(report.next()).isEqualTo(Next.RETRY);
        assertThat(report.reason()).isEqualTo("IllegalArgumentException");
    }

    @Test
    void aRefusalIsTriedAgainWithItsCode() {
        JobReport report = report(delivery -> {
            throw Refusal.conflict("campaign-paused", "The campaign is paused.");
        });
        assertThat(report.next()).isEqualTo(Next.RETRY);
        assertThat(report.reason()).contains("campaign-paused");
    }

    @Test
    void somethingUnavailableSpendsNoAttempt() {
        JobReport report = report(delivery -> {
            throw Refusal.unavailable("service-unavailable", "The tenant service cannot answer.");
        });
        assertThat(report.next()).isEqualTo(Next.SNOOZE);
        assertThat(report.runAt()).isAfter(clock.instant());
    }

    @Test
    void aServiceBehindTheHandlerThatBreaksOverTheJobSpendsAttempts() {
        JobReport report = report(delivery -> {
            throw Refusal.unavailable(ServiceClients.FAILED, "The user service failed to answer.");
        });
        assertThat(report.next()).isEqualTo(Next.RETRY);
        assertThat(report.reason()).contains(ServiceClients.FAILED);
    }

    @Test
    void aServiceThatAsksForPatienceGetsIt() {
        JobReport report = report(delivery -> {
            throw Refusal.tooMany("too-many-attempts", "Later.", Duration.ofMinutes(3));
        });
        assertThat(report.next()).isEqualTo(Next.SNOOZE);
        assertThat(report.runAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(3)));
    }

    @Test
    void oneBadDeliveryIsAloneChargedForWhatBefellABatch() {
        JobDelivery good = delivery("k", UUID.randomUUID());
        JobDelivery bad = delivery("k", good.tenantId());
        var handler = batchHandler(deliveries -> {
            if (deliveries.contains(bad)) {
                throw Refusal.unavailable(ServiceClients.FAILED, "The user service failed to answer.");
            }
            return deliveries.stream().map(JobReports::done).toList();
        });
        assertThat(new JobDeliveries(List.of(), List.of(handler), DeliverySpans.NONE, clock)
                        .handle("k", List.of(bad, good)))
                .extracting(JobReport::id, JobReport::next)
                .containsExactly(tuple(bad.id(), Next.RETRY), tuple(good.id(), Next.DONE));
    }

    @Test
    void aBatchThatNobodyIsToBlameForIsNotTakenApart() {
        var calls = new AtomicInteger();
        var handler = batchHandler(deliveries -> {
            calls.incrementAndGet();
            throw Refusal.unavailable(ServiceClients.AWAY, "The user service cannot answer.");
        });
        UUID tenant = UUID.randomUUID();
        assertThat(new JobDeliveries(List.of(), List.of(handler), DeliverySpans.NONE, clock)
                        .handle("k", List.of(delivery("k", tenant), delivery("k", tenant))))
                .extracting(JobReport::next)
                .containsExactly(Next.SNOOZE, Next.SNOOZE);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aPayloadThatDoesNotParseIsSetAside() {
        record Expected(int number) {}
        var payloads = new JobPayloads(JsonMapper.builder().build());
        JobReport report = report(delivery -> {
            payloads.read(delivery, Expected.class);
            return JobReports.done(delivery);
        });
        assertThat(report.next()).isEqualTo(Next.DISCARD);
        assertThat(report.reason()).contains("Expected");
    }

    @Test
    void oneBadDeliveryDoesNotSpoilTheOthers() {
        JobDelivery good = delivery("k", UUID.randomUUID());
        JobDelivery bad = delivery("k", good.tenantId());
        var deliveries = new JobDeliveries(
                List.of(handler(delivery -> {
                    if (delivery.equals(bad)) {
                        throw new IllegalStateException();
                    }
                    return JobReports.done(delivery);
                })),
                List.of(),
                DeliverySpans.NONE,
                clock);
        assertThat(deliveries.handle("k", List.of(bad, good)))
                .extracting(JobReport::next)
                .containsExactly(Next.RETRY, Next.DONE);
    }

    @Test
    void anErrorOfOneDeliveryDoesNotSpoilTheOthers() {
        JobDelivery good = delivery("k", UUID.randomUUID());
        JobDelivery deep = delivery("k", good.tenantId());
        JobDelivery wide = delivery("k", good.tenantId());
        var deliveries = new JobDeliveries(
                List.of(handler(delivery -> {
                    if (delivery.equals(deep)) {
                        throw new StackOverflowError();
                    }
                    if (delivery.equals(wide)) {
                        throw new OutOfMemoryError("Requested array size exceeds VM limit");
                    }
                    return JobReports.done(delivery);
                })),
                List.of(),
                DeliverySpans.NONE,
                clock);
        assertThat(deliveries.handle("k", List.of(deep, wide, good)))
                .extracting(JobReport::next, JobReport::reason)
                .containsExactly(
                        tuple(Next.RETRY, "StackOverflowError"),
                        tuple(Next.RETRY, "OutOfMemoryError"),
                        tuple(Next.DONE, null));
    }

    @Test
    void aBatchHandlerGetsEachTenantsDeliveriesTogether() {
        var seen = new ArrayList<String>();
        var handler = batchHandler(deliveries -> {
            seen.add(TenantScope.current() + " " + deliveries.size());
            return deliveries.stream().map(JobReports::done).toList();
        });
        UUID alice = UUID.randomUUID();
        UUID bob = UUID.randomUUID();
        var reports = new JobDeliveries(List.of(), List.of(handler), DeliverySpans.NONE, clock)
                .handle("k", List.of(delivery("k", alice), delivery("k", bob), delivery("k", alice)));
        assertThat(reports).hasSize(3);
        assertThat(seen).containsExactlyInAnyOrder(alice + " 2", bob + " 1");
    }

    @Test
    void aJobOfThePlatformRunsInNoTenantsScope() {
        var deliveries = new JobDeliveries(
                List.of(handler(delivery -> JobReports.discard(
                        delivery, TenantScope.find().map(Object::toString).orElse("nobody's")))),
                List.of(),
                DeliverySpans.NONE,
                clock);
        UUID alice = UUID.randomUUID();
        assertThat(deliveries.handle("k", List.of(delivery("k", PlatformTenant.ID.value()), delivery("k", alice))))
                .extracting(JobReport::reason)
                .containsExactly("nobody's", alice.toString());
    }

    @Test
    void twoHandlersOfOneKindAreAMistake() {
        assertThatThrownBy(() -> new JobDeliveries(
                        List.of(handler(JobReports::done), handler(JobReports::done)),
                        List.of(),
                        DeliverySpans.NONE,
                        clock))
                .hasMessageContaining("two handlers");
    }

    private JobReport report(Function<JobDelivery, JobReport> work) {
        return report(work, "k");
    }

    private JobReport report(Function<JobDelivery, JobReport> work, String kind) {
        return new JobDeliveries(List.of(handler(work)), List.of(), DeliverySpans.NONE, clock)
                .handle(kind, List.of(delivery(kind, UUID.randomUUID())))
                .getFirst();
    }

    private static JobHandler handler(Function<JobDelivery, JobReport> work) {
        return new JobHandler() {
            @Override
            public String kind() {
                return "k";
            }

            @Override
            public JobReport handle(JobDelivery delivery) {
                return work.apply(delivery);
            }
        };
    }

    private static BatchJobHandler batchHandler(Function<List<JobDelivery>, List<JobReport>> work) {
        return new BatchJobHandler() {
            @Override
            public String kind() {
                return "k";
            }

            @Override
            public List<JobReport> handle(List<JobDelivery> deliveries) {
                return work.apply(deliveries);
            }
        };
    }

    private static JobDelivery delivery(String kind, UUID tenant) {
        return new JobDelivery(UUID.randomUUID(), tenant, kind, 1, "{\"number\":\"x\"}", "");
    }
}
