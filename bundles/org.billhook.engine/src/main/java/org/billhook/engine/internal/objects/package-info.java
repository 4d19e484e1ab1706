/**
 * Billing objects of any kind: creating and changing them by the kind's schema and field checks, their place in a
 * hierarchy, their own sources. Begin with {@code StoredObjects}. No kind is named here (law 7).
 */
package org.billhook.engine.internal.objects;
