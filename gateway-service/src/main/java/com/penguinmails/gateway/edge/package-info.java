/**
 * What holds for every request, whatever it asks for: its path, its headers, its id, its log line, its failure.
 * Nothing here knows a route or a service.
 */
@NullMarked
package com.penguinmails.gateway.edge;

import org.jspecify.annotations.NullMarked;
