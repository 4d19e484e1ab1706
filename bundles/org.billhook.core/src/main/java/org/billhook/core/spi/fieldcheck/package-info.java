/**
 * The SPI of field checks: which fields of an object may be changed now, and why not.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.core.spi.fieldcheck;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
