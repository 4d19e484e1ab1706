/**
 * The services that the engine provides to REST, shell, import and the REST resources of plugins.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.core.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
