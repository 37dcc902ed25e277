package com.penguinmails.campaign.imports;

import com.penguinmails.campaign.lead.LeadField;
import com.penguinmails.kernel.EmailAddress;
import java.util.List;
import java.util.Optional;

/** Makes leads of rows, or says why not. */
final class RowReader {

    private final ColumnMapping mapping;
    private final int emailColumn;

    RowReader(ColumnMapping mapping, int emailColumn) {
        this.mapping = mapping;
        this.emailColumn = emailColumn;
    }

    RowResult read(CsvRow row) {
        List<String> cells = row.cells();
        if (hasMoreThanHeader(cells)) {
            return rejected(RejectionReason.TOO_MANY_COLUMNS);
        }
        if (row.cellTooLong()) {
            return rejected(RejectionReason.CELL_TOO_LONG);
        }
        if (cells.stream().anyMatch(CellText::hasControls)) {
            return rejected(RejectionReason.CONTROL_CHARACTERS);
        }
        String email = emailColumn < cells.size() ? CellText.trimmed(cells.get(emailColumn)) : "";
        if (email.isEmpty()) {
            return rejected(RejectionReason.EMAIL_MISSING);
        }
        Optional<EmailAddress> address = AddressCell.parse(email);
        return address.isPresent()
                ? new RowResult.Accepted(lead(address.get(), cells))
                : rejected(RejectionReason.EMAIL_INVALID);
    }

    private static RowResult rejected(RejectionReason reason) {
        return new RowResult.Rejected(reason);
    }

    /** Empty cells at the end are what spreadsheets leave behind. */
    private boolean hasMoreThanHeader(List<String> cells) {
        int columns = mapping.columns().size();
        return cells.size() > columns
                && cells.subList(columns, cells.size()).stream().anyMatch(cell -> !cell.isBlank());
    }

    private ImportedLead lead(EmailAddress address, List<String> cells) {
        var lead = new ImportedLead(address);
        int known = Math.min(cells.size(), mapping.columns().size());
        for (int i = 0; i < known; i++) {
            String text = CellText.trimmed(cells.get(i));
            if (i != emailColumn && !text.isEmpty()) {
                ColumnMapping.Column column = mapping.columns().get(i);
                LeadField standard = column.standard();
                if (standard == null) {
                    lead.putAttribute(column.field(), CellText.lines(text));
                } else {
                    lead.put(standard, CellText.oneLine(text));
                }
            }
        }
        FullName.split(lead);
        return lead;
    }
}
