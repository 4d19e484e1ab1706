/** Opens the store on a data source: migrations first, then transactions. */
package org.billhook.store.internal;
