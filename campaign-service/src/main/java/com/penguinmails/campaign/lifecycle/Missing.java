package com.penguinmails.campaign.lifecycle;

/**
 * One thing that keeps a campaign from being launched.
 *
 * @param code stable: {@code no-leads}, {@code all-leads-suppressed}, {@code template-missing}, {@code template-problems},
 *     {@code no-mailbox-connected}, {@code mailbox-not-connected}, {@code postal-address-missing}, {@code email-not-verified},
 *     {@code tenant-suspended}, {@code subscription-inactive} or {@code quota-exceeded}
 * @param message what to do about it
 */
record Missing(String code, String message) {

    static final String QUOTA_EXCEEDED = "quota-exceeded";
}
