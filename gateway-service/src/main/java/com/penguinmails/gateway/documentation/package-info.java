/**
 * The page that shows the API to developers, at {@code /docs/}.
 * What it shows is fetched from the services, through the same routes as everything else.
 */
@NullMarked
package com.penguinmails.gateway.documentation;

import org.jspecify.annotations.NullMarked;
