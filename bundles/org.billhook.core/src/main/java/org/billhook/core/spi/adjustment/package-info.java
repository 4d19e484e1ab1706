/**
 * The SPI of billing adjustments: caps, minimum fees, discounts, texts on priced lines.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.core.spi.adjustment;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
