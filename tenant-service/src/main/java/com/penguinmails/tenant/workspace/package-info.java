/** Workspaces divide the work of one tenant. Every tenant has one from the start. */
@NullMarked
package com.penguinmails.tenant.workspace;

import org.jspecify.annotations.NullMarked;
