package com.penguinmails.testkit.isolation;

import java.util.List;

/** @param columns in the order of {@code targetColumns} */
record ForeignKey(String name, List<String> columns, String target, List<String> targetColumns) {

    boolean carriesTenant() {
        return columns.contains(Table.TENANT);
    }
}
