/**
 * The SPI of attributes that bundles add to kinds of billing objects which others own.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.core.spi.attributes;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
