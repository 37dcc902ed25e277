package com.penguinmails.queuer.cron;

import com.penguinmails.contracts.jobs.DeclaredSchedule;
import com.penguinmails.security.InternalEndpoint;
import java.security.Principal;
import java.util.List;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where services say which recurring jobs they want; {@code contracts.jobs.ScheduleDeclarations}. */
@RestController
@InternalEndpoint
class DeclarationController {

    private final Declarations declarations;

    DeclarationController(Declarations declarations) {
        this.declarations = declarations;
    }

    /** The verified token says who declares, and nothing in the body does. */
    @PutMapping("/internal/schedules")
    void declare(Principal caller, @RequestBody List<DeclaredSchedule> schedules) {
        declarations.declare(caller.getName(), schedules);
    }
}
