/**
 * Keeps secrets of tenants unreadable at rest, and makes links that nobody can forge.
 * The root key wraps one keyset per tenant; nothing here stores a key or knows a table.
 */
@NullMarked
package com.penguinmails.crypto;

import org.jspecify.annotations.NullMarked;
