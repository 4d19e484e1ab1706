/**
 * The pure arithmetic of the ledger (law 1): balances, moves between their terms, exact splits.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.core.ledger;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
