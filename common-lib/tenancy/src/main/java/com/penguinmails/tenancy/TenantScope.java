package com.penguinmails.tenancy;

import com.penguinmails.kernel.TenantId;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose data the current thread works on.
 *
 * <p>A {@link ScopedValue}: bound for one call and gone after it, so it cannot stay behind on a pooled thread. It is not
 * inherited by threads that the call starts; open it there again. A transaction begun with no scope at all is refused.
 */
public final class TenantScope {

    /** Either one tenant, or a named reason to work without one. */
    sealed interface Scope {

        /** What {@code app.tenant_id} is set to; the empty text matches no row of any tenant. */
        String rlsValue();

        record OfTenant(TenantId tenant) implements Scope {
            @Override
            public String rlsValue() {
                return tenant.toString();
            }
        }

        record Platform(String reason) implements Scope {
            @Override
            public String rlsValue() {
                return "";
            }
        }
    }

    private static final ScopedValue<Scope> CURRENT = ScopedValue.newInstance();

    private TenantScope() {}

    public static void run(TenantId tenant, Runnable work) {
        ScopedValue.where(CURRENT, new Scope.OfTenant(tenant)).run(work);
    }

    public static <T extends @Nullable Object, X extends Throwable> T call(
            TenantId tenant, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(CURRENT, new Scope.OfTenant(tenant)).<T, X>call(work);
    }

    /**
     * Works without a tenant: row-level security then shows no tenant's rows.
     *
     * @param reason why this is right, in a few words; it names the door for the reader
     */
    public static <T extends @Nullable Object> T platform(String reason, Supplier<T> work) {
        return ScopedValue.where(CURRENT, new Scope.Platform(reason)).<T, RuntimeException>call(work::get);
    }

    /** Like {@link #platform(String, Supplier)}, for work that may throw more. */
    public static <T extends @Nullable Object, X extends Throwable> T callPlatform(
            String reason, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(CURRENT, new Scope.Platform(reason)).<T, X>call(work);
    }

    /** Like {@link #platform(String, Supplier)}, for work that answers nothing. */
    public static void runPlatform(String reason, Runnable work) {
        ScopedValue.where(CURRENT, new Scope.Platform(reason)).run(work);
    }

    /** @throws IllegalStateException when no tenant is in scope */
    public static TenantId current() {
        return find().orElseThrow(() -> new IllegalStateException("no tenant in scope"));
    }

    public static Optional<TenantId> find() {
        return CURRENT.isBound() && CURRENT.get() instanceof Scope.OfTenant scope
                ? Optional.of(scope.tenant())
                : Optional.empty();
    }

    static Optional<Scope> scope() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
