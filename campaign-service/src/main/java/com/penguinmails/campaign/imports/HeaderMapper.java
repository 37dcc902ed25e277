package com.penguinmails.campaign.imports;

import com.penguinmails.campaign.lead.LeadField;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Guesses from the headers which column is which; each standard field is given at most once. */
final class HeaderMapper {

    private final List<String> headers;
    private final List<String> comparable;
    private final @Nullable LeadField[] chosen;

    private HeaderMapper(List<String> headers) {
        this.headers = headers;
        this.comparable = headers.stream().map(Headers::comparable).toList();
        this.chosen = new @Nullable LeadField[headers.size()];
    }

    static ColumnMapping map(List<String> headers) {
        var mapper = new HeaderMapper(headers);
        KnownHeaders.NAMES.forEach(mapper::choose);
        mapper.tellNamesApart();
        return mapper.mapping();
    }

    /** Like {@link #map(List)}, with the address column known from what stands in it. */
    static ColumnMapping map(List<String> headers, int emailColumn) {
        var mapper = new HeaderMapper(headers);
        mapper.chosen[emailColumn] = LeadField.EMAIL;
        KnownHeaders.NAMES.forEach((field, names) -> {
            if (field != LeadField.EMAIL) {
                mapper.choose(field, names);
            }
        });
        mapper.tellNamesApart();
        return mapper.mapping();
    }

    private void choose(LeadField field, List<String> names) {
        for (String name : names) {
            for (int i = 0; i < chosen.length; i++) {
                if (chosen[i] == null && comparable.get(i).equals(name)) {
                    chosen[i] = field;
                    return;
                }
            }
        }
    }

    /**
     * "Name" and "Nom" beside a first name mean the last name, "Nombre" without a last name means the whole name.
     */
    private void tellNamesApart() {
        int first = column(LeadField.FIRST_NAME);
        int last = column(LeadField.LAST_NAME);
        int full = column(LeadField.FULL_NAME);
        if (first >= 0 && last < 0 && full >= 0 && Set.of("name", "nom").contains(comparable.get(full))) {
            chosen[full] = LeadField.LAST_NAME;
        } else if (first >= 0 && last < 0 && full < 0 && comparable.get(first).equals("nombre")) {
            chosen[first] = LeadField.FULL_NAME;
        }
    }

    private int column(LeadField field) {
        return Arrays.asList(chosen).indexOf(field);
    }

    private ColumnMapping mapping() {
        Set<String> taken = new HashSet<>();
        for (LeadField field : LeadField.values()) {
            taken.add(field.id());
        }
        return new ColumnMapping(IntStream.range(0, headers.size())
                .mapToObj(i -> column(i, taken))
                .toList());
    }

    private ColumnMapping.Column column(int index, Set<String> taken) {
        String header = headers.get(index);
        LeadField standard = chosen[index];
        return standard == null
                ? ColumnMapping.Column.custom(header, customName(header, index, taken))
                : ColumnMapping.Column.standard(header, standard);
    }

    private static String customName(String header, int index, Set<String> taken) {
        String wanted = Headers.snakeCase(header);
        String base = wanted.isEmpty() ? "column_" + (index + 1) : wanted;
        String name = base;
        for (int i = 2; !taken.add(name); i++) {
            name = base + "_" + i;
        }
        return name;
    }
}
