/**
 * Profiles of the dynamic item processor: what is taken, kept apart, and billed as what (D-10 to D-56). Pure.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.core.dip;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
