package com.penguinmails.worker.journal;

import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.kernel.TenantId;
import java.util.UUID;

/**
 * An attempt of an earlier run whose outcome may not be recorded yet.
 *
 * @param incarnation the run that spoke SMTP
 */
public record Unrecorded(UUID incarnation, TenantId tenant, SendOutcome outcome) {}
