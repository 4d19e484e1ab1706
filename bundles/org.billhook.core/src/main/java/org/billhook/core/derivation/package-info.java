/**
 * How a line explains itself: the steps that led to its amount, as structure and as compact text.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.core.derivation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
