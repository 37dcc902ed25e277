package com.penguinmails.queuer;

import com.penguinmails.bootstrap.Schemas;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.isolation.TenantsApart;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Every table of the queue, tried by every service that adds jobs and by every kind of statement, from one tenant against another. */
@QueuerTest
class TenantsApartIT {

    @Autowired
    private TestDatabase database;

    @Autowired
    private Environment environment;

    @Test
    void noStatementReachesAnotherTenantsRows() {
        proof().prove();
    }

    @Test
    void aBrokenTableWouldBeSeen() {
        proof().proveThatFaultsAreSeen();
    }

    private TenantsApart proof() {
        var proof = TenantsApart.in(database, environment);
        // The services that add jobs, each with the few grants it has; the queuer's own role is let in to all tenants'
        // jobs.
        Schemas.ALL.stream()
                .map(Schemas::appOf)
                .distinct()
                .filter(role -> !role.equals("queue_app"))
                .forEach(proof::as);
        return proof;
    }
}
