/** Changes, events, heads of the chain, audits. */
package org.billhook.rest.internal.records;
