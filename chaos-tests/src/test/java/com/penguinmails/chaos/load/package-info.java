/**
 * Who submits what: the random mix of tenants, bands, failing and slow jobs.
 * All chance comes from one seed, which is printed and can be given.
 */
@NullMarked
package com.penguinmails.chaos.load;

import org.jspecify.annotations.NullMarked;
