/** Commands on what was posted. */
package org.billhook.shell.internal.sources;
