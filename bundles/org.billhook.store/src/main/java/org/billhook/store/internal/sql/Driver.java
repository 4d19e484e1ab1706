package org.billhook.store.internal.sql;

/**
 * Where the JDBC drivers of the databases differ.
 *
 * @param nullType JDBC type of a null whose column is not named
 * @param days whether it gives and takes {@link java.time.LocalDate}. One that does not gives the ISO text: its
 *     {@link java.sql.Date} goes through a calendar, which a run of a million postings feels
 */
public record Driver(int nullType, boolean days) {}
