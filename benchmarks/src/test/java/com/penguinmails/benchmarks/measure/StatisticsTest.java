package com.penguinmails.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void theMedianIsTheMiddleOneHoweverTheyAreOrdered() {
        assertThat(Statistics.median(List.of(9, 1, 5))).isEqualTo(5);
        assertThat(Statistics.median(List.of(7))).isEqualTo(7);
    }

    @Test
    void ofAnEvenNumberItIsTheMeanOfTheMiddleTwo() {
        assertThat(Statistics.median(List.of(10, 1, 2, 100))).isEqualTo(6);
    }

    @Test
    void aPercentileIsASampleThatSoManyDoNotExceed() {
        List<Integer> hundred =
                new java.util.ArrayList<>(IntStream.rangeClosed(1, 100).boxed().toList());
        Collections.reverse(hundred);
        assertThat(Statistics.percentile(hundred, 50)).isEqualTo(50);
        assertThat(Statistics.percentile(hundred, 99)).isEqualTo(99);
        assertThat(Statistics.percentile(hundred, 99.1)).isEqualTo(100);
        assertThat(Statistics.percentile(hundred, 100)).isEqualTo(100);
        assertThat(Statistics.percentile(hundred, 0.1)).isEqualTo(1);
    }

    @Test
    void oneBadSampleInTwentyShowsInTheNinetyNinthPercentile() {
        List<Integer> samples =
                IntStream.range(0, 20).mapToObj(n -> n == 7 ? 900 : 3).toList();
        assertThat(Statistics.percentile(samples, 95)).isEqualTo(3);
        assertThat(Statistics.percentile(samples, 99)).isEqualTo(900);
    }

    @Test
    void theRangeIsTheSmallestAndTheLargest() {
        assertThat(Statistics.min(List.of(3, 1, 2))).isEqualTo(1);
        assertThat(Statistics.max(List.of(3, 1, 2))).isEqualTo(3);
    }

    @Test
    void whatHasNoAnswerIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.median(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.percentile(List.of(1), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.percentile(List.of(1), 101));
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.ratio(1, 0));
    }
}
