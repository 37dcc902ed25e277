package com.penguinmails.testkit.isolation;

import java.util.ArrayList;
import java.util.List;

/**
 * A way to break a table, which the proof must notice.
 *
 * @param name what is done
 * @param statements run as the superuser
 */
public record Fault(String table, String name, List<String> statements) {

    /** Every way to break this table. */
    static List<Fault> of(Table table, String applicationRole) {
        String name = table.name();
        var faults = new ArrayList<Fault>();
        faults.add(new Fault(name, "policy dropped", List.of("drop policy tenant on " + name)));
        faults.add(new Fault(
                name, "policy lets everybody in", List.of("alter policy tenant on " + name + " using (true)")));
        faults.add(new Fault(
                name,
                "policy lets everything be written",
                List.of("alter policy tenant on " + name + " with check (true)")));
        faults.add(new Fault(
                name, "a second policy", List.of("create policy second on " + name + " for select using (true)")));
        faults.add(new Fault(
                name, "row-level security disabled", List.of("alter table " + name + " disable row level security")));
        faults.add(new Fault(
                name,
                "row-level security not forced",
                List.of("alter table " + name + " no force row level security")));
        faults.add(
                new Fault(name, "truncate granted", List.of("grant truncate on " + name + " to " + applicationRole)));
        for (ForeignKey key : table.foreignKeys()) {
            if (key.carriesTenant() && key.columns().size() > 1) {
                faults.add(new Fault(
                        name,
                        key.name() + " dropped",
                        List.of("alter table " + name + " drop constraint " + Literal.name(key.name()))));
            }
        }
        table.partitions().stream().limit(1).forEach(partition -> {
            faults.add(new Fault(
                    name, "a partition granted", List.of("grant select on " + partition + " to " + applicationRole)));
            faults.add(new Fault(
                    name,
                    "row-level security of a partition disabled",
                    List.of("alter table " + partition + " disable row level security")));
        });
        return faults;
    }

    @Override
    public String toString() {
        return table + ": " + name;
    }
}
