/**
 * Tests of the whole gateway with real HTTP on both sides: services that write down what reached them, and callers who may be rude.
 * Requests are told apart by their id, so that all tests share one gateway.
 */
@NullMarked
package com.penguinmails.gateway;

import org.jspecify.annotations.NullMarked;
