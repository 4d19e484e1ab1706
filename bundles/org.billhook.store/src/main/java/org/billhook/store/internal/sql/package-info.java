/** A thin layer over JDBC: statements, rows, types, cursors, errors in the engine's words. */
package org.billhook.store.internal.sql;
