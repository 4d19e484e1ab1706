/**
 * Acts on sources by hand: hold, write off, transfer, reverse and so on, one at a time and in bulk. Begin with
 * {@code StoredLedger}, then {@code RootCommands}. The arithmetic is in {@code core.ledger}; every act locks the row
 * of its root first.
 */
package org.billhook.engine.internal.ledger;
