package com.penguinmails.queuer.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClaimSizeTest {

    @Test
    void claimsThatComeTooLateShrinkUntilTheyAreInTime() {
        var size = new ClaimSize(1_000);
        assertThat(size.now()).isEqualTo(1_000);
        size.tooLate();
        assertThat(size.now()).isEqualTo(250);
        for (int i = 0; i < 10; i++) {
            size.tooLate();
        }
        assertThat(size.now()).isEqualTo(10);
    }

    @Test
    void claimsThatAreInTimeGrowUpToTheMost() {
        var size = new ClaimSize(1_000);
        size.tooLate();
        size.inTime();
        assertThat(size.now()).isEqualTo(500);
        size.inTime();
        size.inTime();
        assertThat(size.now()).isEqualTo(1_000);
    }

    @Test
    void aSmallMostStaysTheMost() {
        var size = new ClaimSize(3);
        size.tooLate();
        assertThat(size.now()).isEqualTo(3);
    }
}
