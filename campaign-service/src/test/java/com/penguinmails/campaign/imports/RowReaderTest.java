package com.penguinmails.campaign.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.campaign.lead.LeadField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {

    private final RowReader reader =
            new RowReader(HeaderMapper.map(List.of("Email", "First Name", "Name", "Notes")), 0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "Ann@Example.COM # ann@example.com",
                "mailto:ann@example.com # ann@example.com",
                "Ann Smith <ann@example.com> # ann@example.com",
                "ann@example.com ::: ann@home.example # ann@example.com",
                "ann@bücher.example # ann@xn--bcher-kva.example",
            })
    void understandsAddressesAsPeopleWriteThem(String cell, String address) {
        assertThat(accepted(cell).address()).isEqualTo(address);
    }

    @Test
    void blanksThatStripLeavesAreTrimmed() {
        assertThat(accepted("\u00A0\uFEFF ann@example.com\u200B\t").address()).isEqualTo("ann@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "ann@",
                "@example.com",
                "ann@example",
                "a b@example.com",
                "ann@example.com\r\nBcc: x@example.com",
                "=cmd|'/c calc'!A1",
                "ann@@example.com"
            })
    void refusesWhatCannotBeMailed(String cell) {
        assertThat(reader.read(row(cell))).isEqualTo(new RowResult.Rejected(RejectionReason.EMAIL_INVALID));
    }

    @Test
    void namesTheReason() {
        assertThat(reason(row("", "Ann"))).isEqualTo(RejectionReason.EMAIL_MISSING);
        assertThat(reason(row())).isEqualTo(RejectionReason.EMAIL_MISSING);
        assertThat(reason(row("a@example.com", "b", "c", "d", "e"))).isEqualTo(RejectionReason.TOO_MANY_COLUMNS);
        assertThat(reason(row("a@example.com", "b\u0007"))).isEqualTo(RejectionReason.CONTROL_CHARACTERS);
        assertThat(reason(row("a@example.com", "b\u0085"))).isEqualTo(RejectionReason.CONTROL_CHARACTERS);
        assertThat(reason(new CsvRow(2, List.of("a@example.com", "b"), true))).isEqualTo(RejectionReason.CELL_TOO_LONG);
    }

    @Test
    void emptyCellsAtTheEndAreNoExtraColumns() {
        assertThat(reader.read(row("a@example.com", "b", "c", "d", "", " "))).isInstanceOf(RowResult.Accepted.class);
    }

    @Test
    void shortFieldsBecomeOneLineAndNotesKeepTheirs() {
        ImportedLead lead = accepted("a@example.com", "Ann\r\nBcc: victim@example.com", "Smith\tJr", "one\r\ntwo");
        assertThat(lead.field(LeadField.FIRST_NAME)).isEqualTo("Ann Bcc: victim@example.com");
        assertThat(lead.field(LeadField.LAST_NAME)).isEqualTo("Smith Jr");
        assertThat(lead.attributes()).containsEntry("notes", "one\ntwo");
    }

    @Test
    void formulasAndTagsStayPlainText() {
        ImportedLead lead = accepted("a@example.com", "=HYPERLINK(\"x\")", "<script>alert(1)</script>");
        assertThat(lead.field(LeadField.FIRST_NAME)).isEqualTo("=HYPERLINK(\"x\")");
        assertThat(lead.field(LeadField.LAST_NAME)).isEqualTo("<script>alert(1)</script>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            nullValues = "-",
            value = {
                "Grace Hopper # Grace # Hopper",
                "Grace Brewster Murray Hopper # Grace # Brewster Murray Hopper",
                "Hopper, Grace # Grace # Hopper",
                "Madonna # Madonna # -",
                "Hopper, # - # Hopper",
            })
    void wholeNamesAreSplit(String full, String first, String last) {
        var names = new RowReader(HeaderMapper.map(List.of("Email", "Full Name")), 0);
        ImportedLead lead = ((RowResult.Accepted) names.read(row("a@example.com", full))).lead();
        assertThat(lead.field(LeadField.FULL_NAME)).isEqualTo(full);
        assertThat(lead.field(LeadField.FIRST_NAME)).isEqualTo(first);
        assertThat(lead.field(LeadField.LAST_NAME)).isEqualTo(last);
    }

    private ImportedLead accepted(String... cells) {
        return ((RowResult.Accepted) reader.read(row(cells))).lead();
    }

    private RejectionReason reason(CsvRow row) {
        return ((RowResult.Rejected) reader.read(row)).reason();
    }

    private static CsvRow row(String... cells) {
        return new CsvRow(2, List.of(cells), false);
    }
}
