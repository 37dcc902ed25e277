/**
 * What was written at launch, frozen, in a tier of its own.
 * The one package that reads or writes the content schema.
 */
@NullMarked
package com.penguinmails.email.content;

import org.jspecify.annotations.NullMarked;
