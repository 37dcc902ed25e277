package com.penguinmails.benchmarks.api;

import java.util.List;
import java.util.Random;

/** Operations by their weights, in an order that is the same in every run. */
final class Mix {

    private static final long SEED = 20_261_122;

    private final List<Operation> operations;
    private final int allWeights;

    Mix(List<Operation> operations) {
        this.operations = List.copyOf(operations);
        this.allWeights = operations.stream().mapToInt(Operation::weight).sum();
    }

    List<Operation> operations() {
        return operations;
    }

    /** Indexes of operations. */
    int[] sequence(int length, long salt) {
        var random = new Random(SEED + salt);
        return random.ints(length, 0, allWeights).map(this::at).toArray();
    }

    private int at(int ticket) {
        int left = ticket;
        for (int i = 0; i < operations.size(); i++) {
            left -= operations.get(i).weight();
            if (left < 0) {
                return i;
            }
        }
        throw new IllegalStateException("no operation for " + ticket);
    }
}
