package com.penguinmails.localstack.demo;

import com.penguinmails.localstack.RunningStack;
import com.penguinmails.localstack.StackProgram;
import com.penguinmails.localstack.demo.TenantRun.Customer;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** {@code make demo}: exit status 0 only when every figure of the platform agrees with its witness. */
public final class Demo implements StackProgram {

    private static final Duration SENDING_PATIENCE = Duration.ofMinutes(8);
    private static final Duration GREYLIST = Duration.ofSeconds(2);
    private static final int DAILY_LIMIT = 10_000;

    private final PrintStream out = System.out;

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public int run(RunningStack stack, List<String> arguments) throws Exception {
        var world =
                new MailWorldClient(Objects.requireNonNull(stack.simulators().get("mail-world")));
        world.greylistFor(GREYLIST);
        // A run of its own has addresses of its own, so the demo can be repeated on data that survive.
        String run = Long.toString(System.currentTimeMillis() / 1000, 36);
        var north = new TenantRun(stack, world, customer("Northwind Parcels", "Ada Abel", "north-" + run + ".example"));
        var south = new TenantRun(stack, world, customer("Southwind Tools", "Bo Brandt", "south-" + run + ".example"));

        out.println();
        out.println("Two tenants sign up, connect mailboxes and import their files");
        var imports = atOnce(() -> prepare(north, LeadFile.hubSpot(), 2), () -> prepare(south, LeadFile.outlook(), 1));

        out.println("Both launch");
        List<CampaignRun> campaigns =
                List.of(launch(north, "Spring offer", imports.get(0)), launch(south, "New catalogue", imports.get(1)));
        out.println("While they send, a worker and the queuer are killed and Redis is emptied");
        var accidents = new Accidents(stack, campaigns, out);
        boolean finished;
        int happened;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> disturbed = threads.submit(() -> accidents.happen(SENDING_PATIENCE));
            finished = new ProgressBars(out, System.console() != null, world).follow(campaigns, SENDING_PATIENCE);
            happened = disturbed.get();
        }

        var table = new ResultTable(out);
        table.section(
                north.customer().tenantName() + ": the file",
                "platform",
                "truth",
                Evidence.ofImport(imports.get(0), LeadFile.hubSpot()));
        table.section("the mails", "platform", "mail world", Evidence.ofCampaign(campaigns.get(0), world));
        table.section(
                south.customer().tenantName() + ": the file",
                "platform",
                "truth",
                Evidence.ofImport(imports.get(1), LeadFile.outlook()));
        table.section("the mails", "platform", "mail world", Evidence.ofCampaign(campaigns.get(1), world));
        table.section(
                "Meanwhile",
                "happened",
                "planned",
                List.of(Figure.same("a worker, the queuer, Redis: gone while mails flowed", happened, 3)));
        var followUp = FollowUp.run(north, world);
        table.section(
                "A second campaign, to people who had unsubscribed or bounced", "platform", "mail world", followUp);
        table.section(
                "Between the tenants",
                "tried",
                "refused",
                List.of(
                        probe(south, north, campaigns.get(0), imports.get(0)),
                        probe(north, south, campaigns.get(1), imports.get(1))));
        out.println();
        if (!finished) {
            out.println("Not every message was decided within " + SENDING_PATIENCE.toMinutes()
                    + " minutes; `make status` and `make logs` say what is stuck.");
            return 1;
        }
        if (!table.allAgree()) {
            out.println("Some figures differ. The stack keeps running: look at it with `make status`, `make logs`.");
            return 1;
        }
        out.println("Every figure agrees. The stack keeps running at " + stack.gateway() + "; `make down` stops it.");
        return 0;
    }

    private static Customer customer(String tenant, String person, String domain) {
        String email = person.toLowerCase(Locale.ROOT).replace(' ', '.') + "@people." + domain;
        return new Customer(tenant, person, email, "correct horse " + domain, domain);
    }

    private static JsonNode prepare(TenantRun tenant, LeadFile file, int mailboxes) {
        tenant.signUp();
        tenant.connectMailboxes(mailboxes, DAILY_LIMIT);
        tenant.writeTemplate();
        return tenant.importLeads(file, "everybody");
    }

    private static CampaignRun launch(TenantRun tenant, String name, JsonNode imported) {
        String campaign = tenant.createCampaign(name, imported.path("listId").asString());
        tenant.launch(campaign);
        return new CampaignRun(tenant, campaign, imported.path("imported").asInt());
    }

    private static Figure probe(TenantRun intruder, TenantRun victim, CampaignRun campaign, JsonNode imported) {
        var probe = new IsolationProbe(intruder.api());
        probe.reach("/api/v1/campaigns/{id}", campaign.campaignId());
        probe.reach("/api/v1/campaigns/{id}/statistics", campaign.campaignId());
        probe.reach("/api/v1/campaigns/{id}/preflight", campaign.campaignId());
        probe.reach("/api/v1/messages?campaignId={id}", campaign.campaignId());
        probe.reach("/api/v1/templates/{id}", victim.templateId());
        probe.reach("/api/v1/leads/imports/{id}", imported.path("id").asString());
        probe.reach("/api/v1/leads/imports/{id}/rejections", imported.path("id").asString());
        probe.reach("/api/v1/leads?listId={id}", imported.path("listId").asString());
        victim.mailboxIds().forEach(id -> probe.reach("/api/v1/mailboxes/{id}", id));
        victim.all("/api/v1/domains")
                .forEach(domain ->
                        probe.reach("/api/v1/domains/{id}", domain.path("id").asString()));
        victim.all("/api/v1/workspaces")
                .forEach(workspace -> probe.reach(
                        "/api/v1/workspaces/{id}", workspace.path("id").asString()));
        probe.act("/api/v1/campaigns/{id}/launch", campaign.campaignId());
        probe.act("/api/v1/campaigns/{id}/pause", campaign.campaignId());
        Figure result = probe.result();
        return new Figure(
                intruder.customer().tenantName() + " at the other's",
                result.platform(),
                result.world(),
                result.agrees());
    }

    @SafeVarargs
    private static <T> List<T> atOnce(Callable<T>... work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new java.util.ArrayList<T>();
            for (Future<T> result : threads.invokeAll(Stream.of(work).toList())) {
                results.add(result.get());
            }
            return results;
        }
    }
}
