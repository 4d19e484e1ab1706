/**
 * Proposals to give something up, and their release: {@link org.billhook.engine.internal.proposals.StoredProposals} stores them and has
 * the ledger do what is released; a released preview is committed in {@code runs}. Who may release says {@code duties}.
 */
package org.billhook.engine.internal.proposals;
