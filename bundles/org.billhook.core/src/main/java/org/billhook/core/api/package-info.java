/**
 * The services that the engine provides to REST, shell, import and the REST resources of plugins.
 *
 * <p>All are safe on any thread, and each call is a transaction of its own unless it says otherwise. No argument and no
 * result is null. What a caller can cause is a {@link org.billhook.core.api.BillhookException}: UNREADABLE for an argument
 * beyond its bounds or the cursor of another list, UNKNOWN where an id must name something, UNAVAILABLE while the database
 * is away. Further ones stand with the methods.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package org.billhook.core.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
