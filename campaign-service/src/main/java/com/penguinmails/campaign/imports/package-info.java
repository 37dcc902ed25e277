/**
 * A CSV file becomes leads on a list, or nothing at all.
 * Every row of the file is accounted for: imported, updated, unchanged, merged or rejected with its line and reason.
 */
@NullMarked
package com.penguinmails.campaign.imports;

import org.jspecify.annotations.NullMarked;
