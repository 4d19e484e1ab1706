/** Billing objects of any kind, their fields and hierarchies. */
package org.billhook.rest.internal.objects;
