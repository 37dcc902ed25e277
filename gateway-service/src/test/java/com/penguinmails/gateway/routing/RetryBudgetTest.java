package com.penguinmails.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private final RetryBudget budget = new RetryBudget();

    @Test
    void tenRequestsEarnOneRetry() {
        spendAll();
        for (int i = 0; i < 9; i++) {
            budget.earn();
        }
        assertThat(budget.spend()).isFalse();
        budget.earn();
        assertThat(budget.spend()).isTrue();
        assertThat(budget.spend()).isFalse();
    }

    @Test
    void aQuietTimeSavesUpNoMoreThanTen() {
        for (int i = 0; i < 10_000; i++) {
            budget.earn();
        }
        assertThat(spendAll()).isEqualTo(10);
    }

    @Test
    void aServiceThatBreaksOffEveryCallGetsATenthMore() {
        spendAll();
        int retries = 0;
        for (int i = 0; i < 1_000; i++) {
            budget.earn();
            retries += budget.spend() ? 1 : 0;
        }
        assertThat(retries).isEqualTo(100);
    }

    private int spendAll() {
        int spent = 0;
        while (budget.spend()) {
            spent++;
        }
        return spent;
    }
}
