package com.penguinmails.testkit.isolation;

import java.util.List;

/** A check constraint: its expression over columns of one row. Null counts as kept, as in PostgreSQL. */
record Check(String name, String expression, List<String> columns) {}
