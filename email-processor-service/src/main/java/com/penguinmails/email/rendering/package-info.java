/**
 * The one renderer of the platform: merge fields and nothing else, escaped for the place where each of them stands.
 * It knows no database and no tenant; what it makes depends on its arguments alone.
 */
@NullMarked
package com.penguinmails.email.rendering;

import org.jspecify.annotations.NullMarked;
