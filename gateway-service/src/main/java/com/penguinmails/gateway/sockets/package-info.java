/**
 * WebSockets through the gateway: who may open one, how many, and when it ends.
 * What is said over it is between the page and the service.
 */
@NullMarked
package com.penguinmails.gateway.sockets;

import org.jspecify.annotations.NullMarked;
