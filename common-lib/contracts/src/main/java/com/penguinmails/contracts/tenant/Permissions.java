package com.penguinmails.contracts.tenant;

import java.util.Set;

/** Every permission an endpoint of a tenant may ask for; {@link PlatformPermissions} are apart. Roles are sets of these, kept as data by tenant-service. */
public final class Permissions {

    public static final String TENANT_READ = "tenant:read";
    public static final String TENANT_MANAGE = "tenant:manage";
    /** Hand the ownership to another member. */
    public static final String TENANT_TRANSFER = "tenant:transfer";
    /** Close the tenant and have its data destroyed. */
    public static final String TENANT_DELETE = "tenant:delete";
    /** Say how members must sign in, and for how long. */
    public static final String SECURITY_MANAGE = "security:manage";

    public static final String MEMBER_READ = "member:read";
    /** Invite, change roles, remove. */
    public static final String MEMBER_MANAGE = "member:manage";

    public static final String API_KEY_READ = "api-key:read";
    public static final String API_KEY_MANAGE = "api-key:manage";
    public static final String AUDIT_READ = "audit:read";
    public static final String WORKSPACE_READ = "workspace:read";
    public static final String WORKSPACE_MANAGE = "workspace:manage";
    public static final String MAILBOX_READ = "mailbox:read";
    public static final String MAILBOX_MANAGE = "mailbox:manage";
    public static final String LEAD_READ = "lead:read";
    public static final String LEAD_IMPORT = "lead:import";
    public static final String TEMPLATE_READ = "template:read";
    public static final String TEMPLATE_WRITE = "template:write";
    public static final String CAMPAIGN_READ = "campaign:read";
    public static final String CAMPAIGN_WRITE = "campaign:write";
    public static final String CAMPAIGN_SEND = "campaign:send";
    public static final String MESSAGE_READ = "message:read";
    public static final String SUPPRESSION_READ = "suppression:read";
    public static final String SUPPRESSION_WRITE = "suppression:write";
    public static final String ANALYTICS_READ = "analytics:read";
    public static final String BILLING_READ = "billing:read";
    public static final String BILLING_MANAGE = "billing:manage";

    /**
     * What no program can be given, neither an API key nor an app: what decides who else gets in, what is paid, or whether the tenant goes
     * on. Those acts are a person's, who can be asked for a second factor.
     */
    public static final Set<String> FOR_PEOPLE_ONLY = Set.of(
            MEMBER_MANAGE,
            API_KEY_READ,
            API_KEY_MANAGE,
            SECURITY_MANAGE,
            BILLING_MANAGE,
            TENANT_TRANSFER,
            TENANT_DELETE);

    private Permissions() {}
}
