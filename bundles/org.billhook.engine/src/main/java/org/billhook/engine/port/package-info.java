/**
 * What the engine needs of a store. Exported for the store alone: no other bundle may import it. Every method runs in the
 * transaction of the {@link org.billhook.engine.port.Store} it is called on.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.engine.port;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
