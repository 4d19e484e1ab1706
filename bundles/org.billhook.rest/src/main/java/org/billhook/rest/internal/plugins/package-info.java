/** Installing, listing, taking away and retiring plugins. */
package org.billhook.rest.internal.plugins;
