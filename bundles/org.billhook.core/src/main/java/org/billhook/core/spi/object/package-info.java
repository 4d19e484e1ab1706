/**
 * The SPI of billing object kinds: attributes, life cycle, placement, commercial side.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.core.spi.object;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
