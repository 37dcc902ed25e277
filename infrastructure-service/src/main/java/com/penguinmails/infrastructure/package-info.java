/**
 * What a tenant sends with: mailboxes, domains and their DKIM keys.
 * It knows how to reach a mail server and keeps its secrets; what is sent, and when, is the business of others.
 */
@NullMarked
package com.penguinmails.infrastructure;

import org.jspecify.annotations.NullMarked;
