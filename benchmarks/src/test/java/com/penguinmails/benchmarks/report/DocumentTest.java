package com.penguinmails.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class DocumentTest {

    @Test
    void onlyWhatLiesBetweenTheMarksIsReplaced() {
        String page = "# Title\n\n" + Document.BEGIN + "\nold\n" + Document.END + "\n\nrest\n";

        assertThat(Document.replaced(page, "new\n"))
                .isEqualTo("# Title\n\n" + Document.BEGIN + "\n\nnew\n\n" + Document.END + "\n\nrest\n");
    }

    @Test
    void replacingAgainChangesNothing() {
        String once = Document.replaced(Document.BEGIN + Document.END, "new");

        assertThat(Document.replaced(once, "new")).isEqualTo(once);
    }

    @Test
    void aPageWithoutAPlaceForThemIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> Document.replaced("# Title", "new"));
        assertThatIllegalStateException().isThrownBy(() -> Document.replaced(Document.END + Document.BEGIN, "new"));
    }
}
