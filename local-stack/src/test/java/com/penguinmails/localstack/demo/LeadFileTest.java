package com.penguinmails.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LeadFileTest {

    @Test
    void theShippedFilesAreTheOnesTheGeneratorMakes() {
        assertThat(LeadFile.hubSpot().content()).isEqualTo(MessyFiles.hubSpot().content());
        assertThat(LeadFile.outlook().content()).isEqualTo(MessyFiles.outlook().content());
    }

    @Test
    void everyRowIsAccountedFor() {
        for (LeadFile file : new LeadFile[] {LeadFile.hubSpot(), LeadFile.outlook()}) {
            int rejected = file.rejectedByReason().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            assertThat(file.imported() + file.merged() + rejected).isEqualTo(file.rows());
        }
        assertThat(LeadFile.hubSpot().rows()).isEqualTo(5_000);
        assertThat(LeadFile.outlook().rows()).isEqualTo(500);
    }

    @Test
    void theBigFileIsAsUglyAsTheRealOnes() {
        String text = new String(LeadFile.hubSpot().content(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);

        assertThat(text)
                .startsWith("\uFEFF")
                .contains("\r\n\r\n", "\"\"", "<script>", "=hyperlink", "\r\nbcc: eve", "\u0007", "ü", "; ");
        assertThat(LeadFile.outlook().content()).contains((byte) 0xFC, (byte) 0x93);
    }
}
