/** A server for tests of REST resources that a plugin brings. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.testkit.rest;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
