/**
 * The SPI of source kinds: what a posting must look like before it enters the ledger.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.core.spi.source;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
