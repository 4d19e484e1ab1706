/** Postings, commands on them, and why one is not billed. */
package org.billhook.rest.internal.sources;
