/** The commands; they call the services of core and print what those answer. */
package org.billhook.shell.internal;
