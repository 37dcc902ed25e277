package com.penguinmails.contracts.tenant;

/**
 * What the people who run the platform may do, across tenants. Staff roles are sets of these, kept as data by tenant-service.
 *
 * <p>The prefix keeps them apart from {@link Permissions}: no role within a tenant can hold one, the database refuses it.
 */
public final class PlatformPermissions {

    public static final String PREFIX = "platform:";

    /** See queues and jobs, without what is in them. */
    public static final String QUEUE_READ = "platform:queue:read";
    /** Retry, cancel, move, pause, resume, drain. */
    public static final String QUEUE_OPERATE = "platform:queue:operate";
    /** Say who is an operator. */
    public static final String STAFF_MANAGE = "platform:staff:manage";
    /** Change the keys that sign tokens. */
    public static final String KEYS_MANAGE = "platform:keys:manage";
    /** See tenants, without the people and the mails in them. */
    public static final String TENANT_READ = "platform:tenant:read";
    /** Suspend tenants, raise quotas, rotate their keys. */
    public static final String TENANT_MANAGE = "platform:tenant:manage";
    /** Enter a tenant for a while, seen by the tenant. */
    public static final String TENANT_ENTER = "platform:tenant:enter";
    /** Switch features on and off, for some or for all. */
    public static final String FLAG_MANAGE = "platform:flag:manage";

    private PlatformPermissions() {}
}
