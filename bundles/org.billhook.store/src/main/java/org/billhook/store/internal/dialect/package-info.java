/**
 * What Derby and PostgreSQL do differently: lists and arrays, bulk inserts, COPY. No other package asks which
 * database it is.
 */
package org.billhook.store.internal.dialect;
