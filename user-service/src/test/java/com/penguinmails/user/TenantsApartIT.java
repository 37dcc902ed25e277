package com.penguinmails.user;

import com.penguinmails.testkit.isolation.TenantsApart;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** The one table of this service that is a tenant's, tried by every kind of statement from one tenant against another. */
class TenantsApartIT extends UserServiceFixture {

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
