/** Proposals to give something up, and their release. */
package org.billhook.rest.internal.proposals;
