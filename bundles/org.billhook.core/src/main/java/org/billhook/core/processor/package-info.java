/**
 * The dynamic item processor: condenses sources into dynamic items by a profile (D-1, D-2). Pure.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.core.processor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
