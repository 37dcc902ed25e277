package com.penguinmails.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.kernel.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiltersTest {

    private enum Status {
        DRAFT,
        PAST_DUE
    }

    @Test
    void nothingGivenKeepsEverything() {
        assertThat(Filters.anyOf("status", null, List.of("a"))).isEmpty();
        assertThat(Filters.anyOf("status", " ", List.of("a"))).isEmpty();
    }

    @Test
    void oneOrSeveralAreKept() {
        assertThat(Filters.anyOf("status", "a, b,a", List.of("a", "b", "c"))).containsExactlyInAnyOrder("a", "b");
        assertThat(Filters.anyOf("status", "past-due", Status.class)).containsExactly(Status.PAST_DUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DRAFT", "past_due", "draft,", "draft;drop", "draft or 1=1", "\u0000"})
    void whatIsNotAllowedIsRefusedAndTheChoiceNamed(String given) {
        assertThatThrownBy(() -> Filters.anyOf("status", given, Status.class))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.items().getFirst().field()).isEqualTo("status");
                    assertThat(refusal.items().getFirst().message()).contains("draft, past-due");
                });
    }

    @Test
    void aFloodOfValuesIsRefused() {
        assertThatThrownBy(() -> Filters.anyOf("status", "draft,".repeat(10_000) + "draft", Status.class))
                .isInstanceOf(Refusal.class);
    }
}
