/**
 * The SPI of billing decisions: bill, hold, write off, include or leave open, claim by claim.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.core.spi.decision;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
