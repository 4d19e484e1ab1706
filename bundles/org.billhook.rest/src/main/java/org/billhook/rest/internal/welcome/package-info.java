/** The page that greets who comes by browser: what this is, whether it works, and where to go. */
package org.billhook.rest.internal.welcome;
