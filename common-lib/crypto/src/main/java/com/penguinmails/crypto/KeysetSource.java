package com.penguinmails.crypto;

import com.penguinmails.kernel.TenantId;

/** Where the wrapped keyset of a tenant comes from; tenant-service by default, its own table in tenant-service. */
@FunctionalInterface
public interface KeysetSource {

    /**
     * The keyset as {@link WrappedKeysets#generate} made it. Called at most once per tenant and ten minutes.
     *
     * @throws com.penguinmails.kernel.Refusal when the tenant is unknown, its key was destroyed, or the source is away
     */
    String wrappedKeyset(TenantId tenant);
}
