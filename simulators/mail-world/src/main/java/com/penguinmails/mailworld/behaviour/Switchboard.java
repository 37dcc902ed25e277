package com.penguinmails.mailworld.behaviour;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Holds the knobs in force. Changes are seen by the next command of every session. */
public final class Switchboard {
    private final List<Consumer<Knobs>> listeners = new CopyOnWriteArrayList<>();
    private volatile Knobs knobs;

    public Switchboard(Knobs initial) {
        this.knobs = initial;
    }

    public Knobs knobs() {
        return knobs;
    }

    /** Changes the named knobs and returns the result once everyone who listens has acted on it. */
    public Knobs change(KnobsChange change) {
        return set(change::applyTo);
    }

    public synchronized Knobs set(UnaryOperator<Knobs> change) {
        Knobs changed = change.apply(knobs);
        knobs = changed;
        listeners.forEach(listener -> listener.accept(changed));
        return changed;
    }

    /** Calls the listener after each change, in the changer's thread. */
    public void onChange(Consumer<Knobs> listener) {
        listeners.add(listener);
    }
}
