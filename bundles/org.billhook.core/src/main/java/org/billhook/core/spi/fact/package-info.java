/**
 * The SPI of fact sources: values that rules need and that the core does not hold, frozen with the run.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.core.spi.fact;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
