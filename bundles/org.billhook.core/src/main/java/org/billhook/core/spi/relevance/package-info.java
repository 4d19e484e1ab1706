/**
 * The SPI of billing relevances: whether and how an item is billed.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.core.spi.relevance;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
