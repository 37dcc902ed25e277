package com.penguinmails.billing.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the price list, in the caller's transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Plans {

    private static final String SELECT = """
            select slug, name, monthly_price_cents, yearly_price_cents, currency, emails_per_period, max_mailboxes, max_users,
                   max_workspaces, max_domains, dedicated_ips
            from plans
            """;

    private final JdbcClient jdbc;

    Plans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All plans, the smallest first. */
    public List<Plan> all() {
        return jdbc.sql(SELECT + " order by position").query(Plans::plan).list();
    }

    /** The plan of that slug; a subscription's plan always exists. */
    public Plan named(String slug) {
        return jdbc.sql(SELECT + " where slug = :slug")
                .param("slug", slug)
                .query(Plans::plan)
                .single();
    }

    private static Plan plan(ResultSet row, int number) throws SQLException {
        long monthly = row.getLong("monthly_price_cents");
        boolean sold = !row.wasNull();
        return new Plan(
                row.getString("slug"),
                row.getString("name"),
                sold ? new Plan.Price(monthly, row.getLong("yearly_price_cents"), row.getString("currency")) : null,
                new Plan.Limits(
                        row.getLong("emails_per_period"),
                        row.getInt("max_mailboxes"),
                        row.getInt("max_users"),
                        row.getInt("max_workspaces"),
                        row.getInt("max_domains"),
                        row.getInt("dedicated_ips")));
    }
}
