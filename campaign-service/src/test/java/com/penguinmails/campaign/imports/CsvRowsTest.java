package com.penguinmails.campaign.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;

class CsvRowsTest {

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndCounts(String lineEnd) {
        String text = String.join(lineEnd, "a,b", "", "1,\"x" + lineEnd + "y\"", "  ", ",,", "2,z");
        List<CsvRow> rows = rows(text);
        assertThat(rows).extracting(CsvRow::line).containsExactly(1, 3, 7);
        assertThat(rows.get(1).cells()).containsExactly("1", "x" + lineEnd + "y");
    }

    @Test
    void theLastLineNeedsNoEnd() {
        assertThat(rows("a,b\n1,2")).hasSize(2);
        assertThat(rows("a,b\n1,2\n")).hasSize(2);
        assertThat(rows("a,b\n1,\"2\"")).hasSize(2);
        assertThat(rows("a,b\n1,\"2\"\n\n\n")).hasSize(2);
    }

    @Test
    void blanksAroundQuotesAreForgiven() {
        assertThat(rows("a,b\n  \"x, y\"  , z\n").get(1).cells()).containsExactly("x, y", " z");
    }

    @Test
    void quotesInsideACellAreText() {
        assertThat(rows("a,b\n6\" pipe,\"say \"\"hi\"\"\"\n").get(1).cells()).containsExactly("6\" pipe", "say \"hi\"");
    }

    @Test
    void theHintForExcelIsNoRow() {
        List<CsvRow> rows = rows("sep=;\r\nemail;name\r\na@example.com;Ann\r\n");
        assertThat(rows).extracting(CsvRow::line).containsExactly(2, 3);
        assertThat(rows.getFirst().cells()).containsExactly("email", "name");
    }

    @Test
    void anEmptyFileHasNoRows() {
        assertThat(rows("")).isEmpty();
        assertThat(rows("\n \r\n,,,\n")).isEmpty();
    }

    @Test
    void aQuoteThatIsNeverClosedIsNamedWithItsLine() {
        assertBroken("a,b\n1,2\n3,\"open\n4,5\n", "line 3");
        assertBroken("a,b\n\"open", "line 2");
        assertBroken("a,b\n1,\"\"\"open\n2,3", "line 2");
        assertBroken("a,b\n1,\"" + "x".repeat(20_000) + "\n2,3\n", "line 2");
        assertBroken("a,b\n1,2\n" + "c,".repeat(300) + "\"open\n2,3\n", "line 3");
        assertBroken("a,b\n1,\"" + "long\n".repeat(400_000), "line 2");
    }

    @Test
    void textBehindAClosingQuoteIsNamedWithItsLine() {
        assertBroken("a,b\n1,2\n\"x\"y,3\n", "line 3");
    }

    @Test
    void longCellsAreCutAndMarked() {
        CsvRow row =
                rows("a,b\n1," + "x".repeat(CsvRefusals.MAX_CELL + 1) + "\n").get(1);
        assertThat(row.cellTooLong()).isTrue();
        assertThat(row.cells().get(1)).hasSize(CsvRefusals.MAX_CELL);
        assertThat(rows("a,b\n1," + "x".repeat(CsvRefusals.MAX_CELL) + "\n")
                        .get(1)
                        .cellTooLong())
                .isFalse();
    }

    @Test
    void rawIsCsvAgainAndNeverLongerThanTwoKilobytes() {
        CsvRow row = rows("a,b\nx,\"1, \"\"2\"\"\n3\"\n").get(1);
        assertThat(row.raw(',')).isEqualTo("x,\"1, \"\"2\"\"\n3\"");
        String emoji = "😀".repeat(1024);
        assertThat(rows("a,b\ny," + emoji + "\n").get(1).raw(','))
                .hasSizeLessThanOrEqualTo(2048)
                .doesNotContain("?")
                .satisfies(raw -> assertThat(Character.isHighSurrogate(raw.charAt(raw.length() - 1)))
                        .isFalse());
    }

    private static void assertBroken(String text, String line) {
        assertThatThrownBy(() -> rows(text)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("csv-broken");
            assertThat(refusal.publicDetail()).contains(line + ":");
        });
    }

    private static List<CsvRow> rows(String text) {
        var file = new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
        var rows = new ArrayList<CsvRow>();
        try (CsvRows read = CsvRows.of(file, FileEncoding.of(file))) {
            read.forEachRemaining(rows::add);
        }
        return rows;
    }
}
