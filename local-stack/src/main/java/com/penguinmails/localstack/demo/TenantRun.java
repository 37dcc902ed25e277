package com.penguinmails.localstack.demo;

import static com.penguinmails.localstack.demo.PlatformClient.json;

import com.penguinmails.localstack.RunningStack;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One customer from sign-up to launch, through the public API only. */
public final class TenantRun {

    private final PlatformClient api;
    private final MailWorldClient world;
    private final URI smtp;
    private final URI imap;
    private final String mailboxPassword;
    private final Customer customer;

    private final List<String> mailboxIds = new ArrayList<>();
    private String tenantId = "";
    private String templateId = "";

    /**
     * @param email with which the person signs up
     * @param domain from which the tenant sends; the mail world's ledger is read by it
     */
    public record Customer(String tenantName, String personName, String email, String password, String domain) {

        @Override
        public String toString() {
            return "Customer[" + tenantName + "]";
        }
    }

    public TenantRun(RunningStack stack, MailWorldClient world, Customer customer) {
        this.api = new PlatformClient(stack.gateway());
        this.world = world;
        this.smtp = stack.smtp();
        this.imap = stack.imap();
        this.mailboxPassword = stack.mailboxPassword();
        this.customer = customer;
    }

    /** Signs up, follows the verification mail, logs in, creates the tenant and takes a token for it. */
    public void signUp() {
        new Registration(api, world).of(customer.email(), customer.password(), customer.personName());
        JsonNode login = login();
        api.useToken(login.path("accessToken").asString());
        tenantId = api.post(
                        "/api/v1/tenants",
                        json().put("name", customer.tenantName())
                                .put("postalAddress", customer.tenantName() + ", 1 Harbour Street, 9000 Ghent, Belgium")
                                .put("timezone", "Europe/Brussels"))
                .path("id")
                .asString();
        JsonNode session = api.post(
                "/api/v1/auth/refresh",
                json().put("refreshToken", login.path("refreshToken").asString())
                        .put("tenantId", tenantId));
        api.useToken(session.path("accessToken").asString());
    }

    /** Logs in again: a token lives 15 minutes, a stack that is kept running lives longer. */
    public JsonNode login() {
        return api.post(
                "/api/v1/auth/login", json().put("email", customer.email()).put("password", customer.password()));
    }

    /** Connects mailboxes without pacing, and publishes the DKIM keys of their domain as the platform asks. */
    public void connectMailboxes(int count, int dailyLimit) {
        for (int i = 1; i <= count; i++) {
            String address = "sales" + i + "@" + customer.domain();
            var mailbox = json().put("address", address)
                    .put("displayName", customer.personName())
                    .put("dailyLimit", dailyLimit)
                    .put("minGapSeconds", 0);
            mailbox.putObject("smtp")
                    .put("host", smtp.getHost())
                    .put("port", smtp.getPort())
                    .put("security", "none")
                    .put("username", address)
                    .put("password", mailboxPassword);
            mailbox.putObject("imap")
                    .put("host", imap.getHost())
                    .put("port", imap.getPort())
                    .put("security", "none")
                    .put("username", address)
                    .put("password", mailboxPassword);
            mailboxIds.add(api.post("/api/v1/mailboxes", mailbox).path("id").asString());
        }
        for (JsonNode domain : api.get("/api/v1/domains").path("items")) {
            String id = domain.path("id").asString();
            for (JsonNode entry : api.get("/api/v1/domains/" + id).path("records")) {
                if (entry.path("type").asString().equals("TXT")
                        && entry.path("name").asString().contains("._domainkey.")) {
                    world.publishTxt(
                            entry.path("name").asString(), entry.path("value").asString());
                }
            }
        }
    }

    /** Imports a file into a list of its own. */
    public JsonNode importLeads(LeadFile file, String listName) {
        return api.upload("/api/v1/leads/imports", file.name(), file.content(), listName);
    }

    public void writeTemplate() {
        templateId = api.post(
                        "/api/v1/templates",
                        json().put("name", "First contact")
                                .put("subject", "A question for {{first_name|you}} at {{company|your company}}")
                                .put("html", """
                                        <html><body>
                                        <p>Hello {{first_name|there}},</p>
                                        <p>we move parcels for companies like {{company|yours}}. Here is
                                        <a href="https://www.example.com/offer?who={{last_name}}">what it would cost</a>,
                                        and <a href="https://www.example.com/about">who we are</a>.</p>
                                        </body></html>"""))
                .path("id")
                .asString();
    }

    /** Creates a campaign over a list and all mailboxes. */
    public String createCampaign(String name, String listId) {
        var campaign = json().put("name", name)
                .put("templateId", templateId)
                .put("listId", listId)
                .put("fromName", customer.personName())
                .put("trackOpens", true)
                .put("trackClicks", true);
        var mailboxes = campaign.putArray("mailboxIds");
        mailboxIds.forEach(mailboxes::add);
        return api.post("/api/v1/campaigns", campaign).path("id").asString();
    }

    public void launch(String campaignId) {
        api.post("/api/v1/campaigns/" + campaignId + "/launch", json());
    }

    /** Everything the API lists behind cursors. */
    public List<JsonNode> all(String path) {
        var items = new ArrayList<JsonNode>();
        String separator = path.contains("?") ? "&" : "?";
        String cursor = "";
        while (true) {
            JsonNode page = api.get(path + separator + "limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("items").forEach(items::add);
            cursor = page.path("nextCursor").asString("");
            if (cursor.isEmpty()) {
                return items;
            }
        }
    }

    public PlatformClient api() {
        return api;
    }

    public Customer customer() {
        return customer;
    }

    public String tenantId() {
        return tenantId;
    }

    public String templateId() {
        return templateId;
    }

    public List<String> mailboxIds() {
        return List.copyOf(mailboxIds);
    }
}
