package org.billhook.engine.port;

import java.util.function.Function;

/** The one way to the database: a service that the store registers. Safe on any thread. */
public interface Transactions {

    /**
     * Runs work in one transaction: commits when it returns, rolls back when it throws, and lets the exception through.
     * Not to be nested on one thread.
     *
     * @throws StoreException if the database refuses or is away
     */
    <T> T call(Function<Store, T> work);

    /**
     * Ends the transaction that is open on a thread that has been given up: rolls it back, so that its locks are free, whatever the thread
     * still does.
     */
    default void abandon(Thread thread) {}

    /** Name of the product behind it, for example {@code Apache Derby}. */
    String database();
}
