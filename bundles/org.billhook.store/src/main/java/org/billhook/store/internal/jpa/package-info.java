/** Entities of EclipseLink for master data, and the unit that maps them. They never leave the store. */
package org.billhook.store.internal.jpa;
