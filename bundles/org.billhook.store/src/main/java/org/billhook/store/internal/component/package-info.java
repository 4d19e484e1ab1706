/** The components: the pool of connections, and the opener that tries until the database is there. */
package org.billhook.store.internal.component;
