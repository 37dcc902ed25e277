package com.penguinmails.mailworld.http;

/** A request that cannot be answered as asked. */
final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiProblem(int status, String detail) {
        super(detail);
        this.status = status;
    }

    int status() {
        return status;
    }
}
