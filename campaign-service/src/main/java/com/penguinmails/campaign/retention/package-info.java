/**
 * Lets the rejected rows of imports go when nobody will mend the file any more; how many they were, and why, stays with the import.
 * A job of the platform does it, every night and for all tenants together.
 */
@NullMarked
package com.penguinmails.campaign.retention;

import org.jspecify.annotations.NullMarked;
