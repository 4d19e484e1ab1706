/**
 * The SPI of price sources, and the conditions that make the value of a line.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.core.spi.price;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
