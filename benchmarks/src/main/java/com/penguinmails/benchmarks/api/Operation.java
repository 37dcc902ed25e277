package com.penguinmails.benchmarks.api;

import java.net.http.HttpRequest;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Something a program of a customer does.
 *
 * @param service to which the gateway passes it on
 * @param weight how often it is done, beside the others
 * @param request adds method, body and headers; asked for each call, so that two need not be the same
 */
record Operation(
        String name, String service, int weight, Supplier<String> path, UnaryOperator<HttpRequest.Builder> request) {}
