package com.penguinmails.chaos.platform;

/** Stands open, until a scenario closes it; who wants to pass then waits. */
public final class Door {

    private boolean open = true;

    public synchronized void close() {
        open = false;
    }

    public synchronized void open() {
        open = true;
        notifyAll();
    }

    synchronized boolean isOpen() {
        return open;
    }

    synchronized void passBy() throws InterruptedException {
        while (!open) {
            wait();
        }
    }
}
