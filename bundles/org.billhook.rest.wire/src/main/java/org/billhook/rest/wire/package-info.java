/**
 * What REST resources have in common on the wire, whichever bundle brings them: JSON shapes of pages, money, measures and
 * findings, and the reading of parameters, fields and {@code If-Match}. Wrong input is refused with all its findings.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.1.0")
package org.billhook.rest.wire;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
