package com.penguinmails.user.sso;

import com.penguinmails.kernel.TenantId;

/** Published in the transaction in which a tenant stops believing a provider: the sign-ins it vouched for must end with it. */
public record ProviderRemoved(TenantId tenant) {}
