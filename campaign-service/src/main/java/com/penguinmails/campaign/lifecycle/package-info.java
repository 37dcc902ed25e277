/**
 * A campaign from draft to completion.
 * All changes of state go through one table of edges; launching freezes content and audience.
 */
@NullMarked
package com.penguinmails.campaign.lifecycle;

import org.jspecify.annotations.NullMarked;
