/**
 * Leads, templates, campaigns, send planning.
 * This package starts the service and knows its neighbours; each feature has a package of its own.
 */
@NullMarked
package com.penguinmails.campaign;

import org.jspecify.annotations.NullMarked;
