/** Configurations with versions, and the answers of calls with an idempotency key. */
package org.billhook.engine.internal.settings;
