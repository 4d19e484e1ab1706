/**
 * Taking in postings and prices: checks, repeats and corrections, results row by row, imports. Begin with {@code
 * PostedSources}, then {@code PostingPage}.
 */
package org.billhook.engine.internal.sources;
