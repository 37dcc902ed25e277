package com.penguinmails.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.benchmarks.system.Contestant.Role;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void theMediansAreOnTop() {
        JsonNode file = JSON.readTree(Sample.good().results().json());

        assertThat(List.copyOf(file.propertyNames()).subList(0, 4))
                .containsExactly("ours", "peers", "raw_ceiling", "dispatch_p99_ms");
        assertThat(file.at("/ours/jobs_per_second").asDouble()).isEqualTo(30_000);
        assertThat(file.at("/peers/db-scheduler/jobs_per_second").asDouble()).isEqualTo(6_000);
        assertThat(file.at("/peers/graphile-worker/jobs_per_second").asDouble()).isEqualTo(12_000);
        assertThat(file.at("/raw_ceiling/jobs_per_second").asDouble()).isEqualTo(55_000);
        assertThat(file.at("/dispatch_p99_ms").asDouble()).isEqualTo(16);
    }

    @Test
    void theRangeAndWhatAJobCostsStandBesideTheMedian() {
        SystemResult ours = Objects.requireNonNull(Sample.good().results().ours());

        assertThat(ours.slowest()).isEqualTo(29_000);
        assertThat(ours.fastest()).isEqualTo(31_000);
        assertThat(ours.runs()).isEqualTo(3);
        assertThat(ours.deadTuplesPerJob()).isEqualTo(2);
        assertThat(ours.cpuMicrosPerJob()).containsEntry("postgres", 20.0);
    }

    @Test
    void ratiosAreToTheQuickestPeerAndTheQuickestShape() {
        Results results = Sample.good().results();

        assertThat(results.ratios().bestPeer()).isEqualTo("graphile-worker");
        assertThat(results.ratios().oursToBestPeer()).isEqualTo(2.5);
        assertThat(results.ratios().oursToPeers()).containsEntry("db-scheduler", 5.0);
        assertThat(results.ratios().oursToRawCeiling()).isEqualTo(0.55);
        assertThat(results.rawCeilingShape()).isEqualTo("raw-insert-only");
    }

    @Test
    void runsWithAHeldSnapshotAreComparedAndNotMixedIn() {
        Results results = Sample.good().results();

        assertThat(results.heldSnapshot().get("ours")).isEqualTo(new HeldSnapshot(30_000, 27_000, 0.9));
        assertThat(results.heldSnapshot().get("db-scheduler")).isEqualTo(new HeldSnapshot(6_000, 1_500, 0.25));
        assertThat(results.heldSnapshot()).doesNotContainKey("graphile-worker");
    }

    @Test
    void everyRunIsThereAndWhatItRanOn() {
        JsonNode file = JSON.readTree(Sample.good().results().json());

        assertThat(file.at("/runs").size()).isEqualTo(17);
        assertThat(file.at("/runs/0/jobs_per_second").asDouble()).isEqualTo(29_000);
        assertThat(file.at("/machine/fsyncs_per_second").asDouble()).isEqualTo(13_000);
        assertThat(file.at("/settings/ours/WORKER_CONCURRENCY").asString()).isEqualTo("500");
        assertThat(file.at("/latencies/0/since_intended/p99").asDouble()).isEqualTo(20);
    }

    @Test
    void goodMeansEveryFloorHolds() {
        assertThat(Sample.good().results().isGoodEnough()).isTrue();
    }

    @Test
    void eachFloorCanFailByItself() {
        assertThat(failing(new Sample()
                        .system("ours", Role.OURS, 9_999)
                        .system("db-scheduler", Role.PEER, 1_000)
                        .latency("ours", 5)))
                .containsExactly("jobs a second");
        assertThat(failing(new Sample()
                        .system("ours", Role.OURS, 20_000)
                        .system("db-scheduler", Role.PEER, 5_000)
                        .system("graphile-worker", Role.PEER, 14_000)
                        .latency("ours", 5)))
                .containsExactly("times the best peer, graphile-worker");
        assertThat(failing(new Sample()
                        .system("ours", Role.OURS, 20_000)
                        .system("db-scheduler", Role.PEER, 7_000)
                        .latency("ours", 5)))
                .containsExactly("times db-scheduler");
        assertThat(failing(new Sample()
                        .system("ours", Role.OURS, 20_000)
                        .system("db-scheduler", Role.PEER, 5_000)
                        .latency("ours", 50)))
                .containsExactly("dispatch p99 at 1,000 jobs a second");
    }

    @Test
    void whatWasNotMeasuredDoesNotHold() {
        assertThat(failing(new Sample().system("raw-update", Role.CEILING, 40_000)))
                .hasSize(4);
    }

    @Test
    void whatWasNotMeasuredIsAbsent() {
        JsonNode file = JSON.readTree(
                new Sample().system("ours", Role.OURS, 20_000).results().json());

        assertThat(file.has("raw_ceiling")).isFalse();
        assertThat(file.has("dispatch_p99_ms")).isFalse();
        assertThat(file.at("/ours/jobs_per_second").asDouble()).isEqualTo(20_000);
    }

    private static List<String> failing(Sample sample) {
        return sample.results().floors().stream()
                .filter(floor -> !floor.holds())
                .map(Floor::name)
                .toList();
    }
}
