package com.penguinmails.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class DocumentTest {

    private static final String BEGIN = Document.beginOf("bench-queue");

    @Test
    void eachBenchmarkHasItsOwnPlace() {
        String other = Document.beginOf("bench-api");
        String page = BEGIN + "\nqueue\n" + Document.END + "\n" + other + "\nold\n" + Document.END;

        assertThat(Document.replaced(page, "bench-api", "new"))
                .isEqualTo(BEGIN + "\nqueue\n" + Document.END + "\n" + other + "\n\nnew\n\n" + Document.END);
    }

    @Test
    void onlyWhatLiesBetweenTheMarksIsReplaced() {
        String page = "# Title\n\n" + BEGIN + "\nold\n" + Document.END + "\n\nrest\n";

        assertThat(Document.replaced(page, "bench-queue", "new\n"))
                .isEqualTo("# Title\n\n" + BEGIN + "\n\nnew\n\n" + Document.END + "\n\nrest\n");
    }

    @Test
    void replacingAgainChangesNothing() {
        String once = Document.replaced(BEGIN + Document.END, "bench-queue", "new");

        assertThat(Document.replaced(once, "bench-queue", "new")).isEqualTo(once);
    }

    @Test
    void aPageWithoutAPlaceForThemIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> Document.replaced("# Title", "bench-queue", "new"));
        assertThatIllegalStateException()
                .isThrownBy(() -> Document.replaced(Document.END + BEGIN, "bench-queue", "new"));
    }
}
