package com.penguinmails.analytics.statistics;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.RequiresPermission;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Statistics per campaign. Campaigns belong to campaign-service, so one that has not queued anything yet is unknown here and
 * answers like a random id.
 */
@RestController
class CampaignStatisticsController {

    private final CampaignStatisticsQuery query;

    CampaignStatisticsController(CampaignStatisticsQuery query) {
        this.query = query;
    }

    @GetMapping("/api/v1/campaigns/{id}/statistics")
    @RequiresPermission(Permissions.ANALYTICS_READ)
    CampaignStatistics statistics(@PathVariable UUID id) {
        return query.of(id).orElseThrow(() -> Refusal.notFound("campaign with statistics"));
    }
}
