package com.penguinmails.queuer.conservation;

import com.penguinmails.contracts.tenant.PlatformPermissions;
import com.penguinmails.security.RequiresPermission;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The last check of the books, for operators. */
@RestController
class ConservationController {

    private final Conservation conservation;

    ConservationController(Conservation conservation) {
        this.conservation = conservation;
    }

    @GetMapping("/api/v1/platform/system/conservation")
    @RequiresPermission(PlatformPermissions.QUEUE_READ)
    ConservationView last() {
        return conservation.last();
    }
}
