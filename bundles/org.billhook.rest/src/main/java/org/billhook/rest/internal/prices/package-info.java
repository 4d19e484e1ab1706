/** Price lists. */
package org.billhook.rest.internal.prices;
