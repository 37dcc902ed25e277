/** tenant-service: tenants, their workspaces, who belongs to them and what they may do, and the key that protects their secrets. */
@NullMarked
package com.penguinmails.tenant;

import org.jspecify.annotations.NullMarked;
