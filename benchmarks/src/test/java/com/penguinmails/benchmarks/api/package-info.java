/** The arithmetic and the load of the API's benchmark, against a server that is told how slow to be. Nothing here times the platform. */
@org.jspecify.annotations.NullMarked
package com.penguinmails.benchmarks.api;
