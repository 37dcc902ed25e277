package com.penguinmails.user.session;

import com.penguinmails.contracts.tenant.PlatformStaff;
import com.penguinmails.contracts.tenant.PlatformStaff.NamedOperator;
import com.penguinmails.contracts.tenant.PlatformStaff.StaffAccess;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.user.account.Person;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whether a person runs the platform, asked anew for every token. */
@Component
class StaffStanding {

    private final PlatformStaff staff;
    private final Set<EmailAddress> named;

    StaffStanding(PlatformStaff staff, StaffProperties properties) {
        this.staff = staff;
        this.named = properties.addresses();
    }

    StaffAccess of(Person person) {
        // Anybody can sign up with an address; only its owner can prove it.
        return person.emailVerified() && named.contains(person.email())
                ? staff.first(new NamedOperator(person.id(), person.email().value(), person.name()))
                : staff.ofUser(person.id());
    }
}
