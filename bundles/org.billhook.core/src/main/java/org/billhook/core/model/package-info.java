/**
 * Values that every part of Billhook shares: references, quantities, shares, findings. Immutable and free of I/O.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.core.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
