package com.penguinmails.infrastructure;

import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.isolation.TenantsApart;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Every table of this service, tried by every kind of statement from one tenant against another. */
@ServiceTest
@Import(Neighbours.class)
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
        return TenantsApart.in(database, environment);
    }
}
