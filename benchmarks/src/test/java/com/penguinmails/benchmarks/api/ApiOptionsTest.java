package com.penguinmails.benchmarks.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ApiOptionsTest {

    @Test
    void onlyAWholeRunIsKept() {
        assertThat(ApiOptions.parse()).isEqualTo(new ApiOptions(8, true, true, true));
        assertThat(ApiOptions.parse("--slices", "1", "--no-knee", "--no-rls"))
                .isEqualTo(new ApiOptions(1, false, false, false));
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ApiOptions.parse("--fast"));
        assertThatIllegalArgumentException().isThrownBy(() -> ApiOptions.parse("--slices"));
        assertThatIllegalArgumentException().isThrownBy(() -> ApiOptions.parse("--slices", "none"));
        assertThatIllegalArgumentException().isThrownBy(() -> ApiOptions.parse("--slices", "0"));
    }
}
