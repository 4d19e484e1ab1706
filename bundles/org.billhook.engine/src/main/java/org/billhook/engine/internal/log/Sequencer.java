package org.billhook.engine.internal.log;

/** Numbers the events of the outbox after the transactions that wrote them. An internal service of the engine. */
@FunctionalInterface
public interface Sequencer {

    /** There may be new events: number them soon, on another thread. */
    void wake();
}
