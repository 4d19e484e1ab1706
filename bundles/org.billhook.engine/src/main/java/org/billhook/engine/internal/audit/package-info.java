/**
 * Compares what is stored with itself, range by range, as a job: ledger, requests, events, and the rows that events
 * cover. It reads and never repairs.
 */
package org.billhook.engine.internal.audit;
