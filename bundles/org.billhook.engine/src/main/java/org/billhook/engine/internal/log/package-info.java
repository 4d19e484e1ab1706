/**
 * The outbox, the sequencer that numbers events, and the keyed chain that holds them together. Begin with {@code
 * EventChain}. No transaction of billing waits for anything here.
 */
package org.billhook.engine.internal.log;
