package com.penguinmails.tenant.staff;

import com.penguinmails.kernel.Refusal;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Asks the table what an operator may do: a token outlives a dismissal by a quarter of an hour. */
@Component
public class StaffStandings {

    private final StaffTable table;

    StaffStandings(StaffTable table) {
        this.table = table;
    }

    /** The operator's role. Refuses with {@code permission-required}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public String require(UUID operator, String permission) {
        if (!table.permissionsOf(operator).contains(permission)) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "permission-required",
                    "This needs the permission " + permission + ", which you do not have any more.");
        }
        return table.find(operator).orElseThrow().role();
    }
}
