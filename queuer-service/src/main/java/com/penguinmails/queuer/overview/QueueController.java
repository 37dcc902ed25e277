package com.penguinmails.queuer.overview;

import com.penguinmails.security.InternalEndpoint;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Depths for other services. */
@RestController
@InternalEndpoint
class QueueController {

    private final QueueOverview overview;

    QueueController(QueueOverview overview) {
        this.overview = overview;
    }

    @GetMapping("/internal/queues")
    List<QueueView> queues() {
        return overview.queues();
    }
}
