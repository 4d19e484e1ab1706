/** Applies the numbered scripts, under one lock, and refuses a schema that does not fit. */
package org.billhook.store.internal.migration;
