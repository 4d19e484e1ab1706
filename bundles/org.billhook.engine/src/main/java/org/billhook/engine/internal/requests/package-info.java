/**
 * Requests after they were written: reading them with their reasons, rejecting them in whole or part, why a source
 * is not billed. Begin with {@code StoredRequests}.
 */
package org.billhook.engine.internal.requests;
