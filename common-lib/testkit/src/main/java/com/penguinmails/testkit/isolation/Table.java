package com.penguinmails.testkit.isolation;

import java.util.List;
import java.util.Optional;

/**
 * One table as the catalog describes it.
 *
 * @param name with its schema, as it is written in SQL
 * @param key columns of the primary key; empty when there is none
 * @param partitions names of its partitions
 */
record Table(
        String name,
        boolean ofTenants,
        List<Column> columns,
        List<String> key,
        List<Check> checks,
        List<ForeignKey> foreignKeys,
        List<String> partitions) {

    static final String TENANT = "tenant_id";

    String plainName() {
        return name.substring(name.indexOf('.') + 1);
    }

    Optional<Column> column(String column) {
        return columns.stream().filter(each -> each.name().equals(column)).findFirst();
    }

    List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    /** Every table of a catalog that is a tenant's has the column; one that has not is named by the catalog gate, and here. */
    boolean hasTenant() {
        return column(TENANT).isPresent();
    }
}
